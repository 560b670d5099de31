"""A tap on an order that has changed holds where it is about other items."""

from dataclasses import replace

import pytest

from domain.stages import ItemState
from pages.kitchen.stale_taps import still_holds
from pages.kitchen.tap_schemas import KitchenTap
from tests.support.world import EVENING, order_of

SEEN = 1
STATIONS = ("grill", "bar")


def at_two_stations():
    """Return an order of one dish at the grill and one at the bar."""
    order = order_of(ItemState.QUEUED, ItemState.QUEUED, version=SEEN)
    pairs = zip(order.items, STATIONS, strict=True)
    return replace(order, items=tuple(replace(item, station=name) for item, name in pairs))


@pytest.mark.parametrize(
    ("verb", "about", "tap", "station", "holds"),
    [
        ("bump", 0, "bump", "bar", True),
        ("bump", 0, "bump", "Bar", True),
        ("bump", 0, "start", 1, True),
        ("bump", 1, "bump", "bar", False),
        ("start", 1, "start", 1, False),
        ("start", None, "bump", "bar", False),
        ("rush", None, "bump", "bar", False),
        ("bump", 0, "bump", None, False),
        ("bump", 0, "bump", "expo", False),
        ("bump", 0, "cancel", "bar", False),
    ],
)
def test_tap_holds_while_other_items_changed(verb, about, tap, station, holds):
    order = at_two_stations()
    ids = [item.id for item in order.items]
    changed = getattr(order, verb)(EVENING, *([] if about is None else [ids[about]])).order
    place = {"item_id": ids[station]} if isinstance(station, int) else {"station": station}
    seen = KitchenTap(tap_id="t", tap=tap, order_id=order.id, seen_version=SEEN, **place)
    assert still_holds(seen, changed) is holds
