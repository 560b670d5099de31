"""What the cook reads on a ticket, and which taps it offers."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.estimation import Estimate
from domain.modifiers import Modifier
from domain.stages import ItemState, Stage
from pages.i18n import translator_for
from pages.kitchen.ticket_view import ticket
from tests.support.world import EVENING, ZONE, order_of

WORDS = translator_for("en", ZONE)
QUEUED, COOKING, DONE, VOIDED = ItemState


def drawn(*states, **said):
    return str(ticket(order_of(*states, **said), WORDS))


def buttons(html):
    """Names of the ticket's own buttons (not its items'), in their order."""
    acts = html.partition('<div class="acts" data-acts="">')[2]
    return [re.sub("<[^>]+>", "", name) for name in re.findall(r"<button[^>]*>(.*?)</button>", acts)]


@pytest.mark.parametrize(
    ("states", "stage", "offered"),
    [
        ((QUEUED, QUEUED), Stage.RECEIVED, ["Start", "Ready", "More"]),
        ((COOKING, QUEUED), Stage.PREPARING, ["Ready", "More"]),
        ((DONE, QUEUED), Stage.PREPARING, ["Ready", "Recall", "More"]),
    ],
)
def test_ticket_offers_only_what_its_stage_allows(states, stage, offered):
    html = drawn(*states)
    assert f'data-stage="{stage.value}"' in html
    assert buttons(html) == offered


def test_what_cannot_keep_its_promise_has_a_likely_time():
    likely = EVENING + timedelta(minutes=30)
    shown = Estimate(earliest=likely, likely=likely, latest=likely, promise=likely, updated_at=EVENING)
    assert "likely 20:30" in drawn(QUEUED, estimate=shown)
    assert "likely" not in drawn(QUEUED, estimate=replace(shown, timeless=True))


@pytest.mark.parametrize(
    ("state", "tap", "says"),
    [(QUEUED, "start", "Waiting"), (COOKING, "bump", "Cooking"), (DONE, "recall", "Done")],
)
def test_one_tap_moves_an_item_on_and_names_its_state(state, tap, says):
    button = re.search(r"<li data-testid=\"item\".*?</li>", drawn(state))[0]
    assert f'data-tap="{tap}"' in button
    assert f'<span class="unseen">{says}</span>' in button


def test_a_dish_that_was_taken_off_cannot_be_tapped():
    item = re.findall(r"<li data-testid=\"item\".*?</li>", drawn(DONE, VOIDED))[1]
    assert " disabled" in item
    assert "data-tap" not in item


def test_page_has_its_running_times_and_seen_version():
    order = order_of(QUEUED)
    html = str(ticket(order, WORDS))
    for mark in ("placed", "due"):
        assert re.search(rf'data-{mark}="(\d+)"', html)
    assert f'data-placed="{int(EVENING.timestamp())}"' in html
    assert f'data-version="{order.version}"' in html
    assert "due 20:20" in html


@pytest.mark.parametrize(("hours", "due"), [(0.5, "due 00:20<"), (5.9, "due 05:44<"), (7, "due Sun, Mar 15, 06:50<")])
def test_ticket_names_no_day_for_the_same_night(hours, due):
    late = datetime(2026, 3, 14, 22, 50, tzinfo=UTC)  # 23:50 in Madrid
    order = replace(order_of(QUEUED), placed_at=late, fired_at=None, quoted_for=late + timedelta(hours=hours))
    assert due in ticket(order, WORDS)


def test_main_button_keeps_its_place_and_the_focus():
    order = order_of(QUEUED)
    started = replace(order, items=(replace(order.items[0], state=COOKING),))
    assert f'id="go-{order.id}" type="button" class="go" data-tap="start"' in ticket(order, WORDS)
    assert f'id="go-{order.id}" type="button" class="go" data-tap="bump"' in ticket(started, WORDS)


def test_an_allergy_stands_out_from_other_notes():
    html = drawn(QUEUED, note="nut allergy")
    assert 'class="note allergy"' in html
    assert "Allergy: " in html


def test_other_notes_are_shown_as_notes():
    assert "allergy" not in drawn(QUEUED, note="no coriander")


def test_whatever_a_guest_writes_is_text():
    hostile = '"><img src=x onerror=alert(1)>'
    order = order_of(QUEUED, guest_name=hostile, note=hostile)
    order = replace(order, items=(replace(order.items[0], name=hostile, note=hostile, station=hostile),))
    html = str(ticket(order, WORDS))
    assert "<img" not in html
    assert html.count("&lt;img") == 6


class TestWhatTheSenderSaid:
    def test_options_are_listed_under_their_dish(self):
        order = order_of(QUEUED)
        cola = Modifier(name="cola", quantity=2, modifiers=(Modifier(name="<no ice>"),))
        html = str(ticket(replace(order, items=(replace(order.items[0], modifiers=(cola,)),)), WORDS))
        assert '<small class="option" data-depth="0"><bdi>2× cola</bdi>' in html  # noqa: RUF001  as it is shown
        assert '<small class="option" data-depth="1"><bdi>&lt;no ice&gt;</bdi>' in html

    def test_a_sold_out_dish_says_so_until_it_is_taken_off(self):
        said = {
            state: "Sold out" in str(ticket(replace(o, items=(replace(o.items[0], sold_out=True),)), WORDS))
            for state in (QUEUED, VOIDED)
            for o in [order_of(state)]
        }
        assert said == {QUEUED: True, VOIDED: False}

    def test_a_sold_out_dish_is_not_to_be_started_next(self):
        order = order_of(QUEUED)
        out = replace(order, items=(replace(order.items[0], sold_out=True),))
        assert ['class="when' in str(ticket(one, WORDS)) for one in (order, out)] == [True, False]

    def test_an_unknown_dish_says_so(self):
        order = order_of(QUEUED)
        html = str(ticket(replace(order, items=(replace(order.items[0], unknown=True),)), WORDS))
        assert "Not on the menu" in html

    def test_table_service_and_number_are_shown(self):
        html = drawn(QUEUED, table="12", service="dine_in", external_ref="pos-17")
        assert "Table 12 · Dine in · pos-17" in html
        assert 'class="place"' not in drawn(QUEUED)
