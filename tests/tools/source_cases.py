"""Sources x cases: `uv run python -m tests.tools.source_cases` prints the outcome of each case at each source."""

from __future__ import annotations

import asyncio
import copy
import json
import sys
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

from domain.stages import Stage
from pages.api.sources.intake import RETRY_PAUSES
from tests.support.source_counter import Counter, counter_of
from tests.support.vendor_orders import OPTION, Said
from tests.support.vendors import SECRET, VENDORS, Vendor
from tests.support.world import EVENING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

LATER = EVENING + timedelta(hours=3)
ODD_VALUES = [], "1e999999", "\ud800", "²", "\0"


async def replayed(at: Counter) -> str:
    for _ in range(3):
        await at.tell(Said(), "same")
    return f"{len(at.orders)} order"


async def wrong_signature(at: Counter) -> str:
    status = await at.tell(Said(), "1", secret="of a stranger")
    return f"{status}, {len(at.orders)} orders"


async def duplicate(at: Counter) -> str:
    await at.tell(Said(), "1")
    await at.tell(Said(), "2")
    return f"{len(at.orders)} order"


async def out_of_order(at: Counter) -> str:
    older, newer = Said(revision=1, note="older"), Said(revision=2, note="newer")
    await at.tell(newer, "2")
    await at.tell(newer if at.vendor.sends_id_only else older, "1")  # an id is read as it stands at the vendor
    return "newer stands" if at.orders[0].note.endswith("newer") else "older stands"


async def answered(at: Counter) -> str:
    call = at.vendor.call(Said(), "1", SECRET)
    answer = await at.client.post(call.path, content=call.body, headers=call.headers)
    return "polled" if answer.status_code == 401 else f"{answer.status_code}, mapped later: {not at.orders}"


async def changed(at: Counter) -> str:
    await at.tell(Said(note="Ring twice"), "1")
    await at.tell(Said(note="Ring once", revision=2), "2")
    return "on the ticket" if at.orders[0].note.endswith("Ring once") else "lost"


async def vendor_is_away(at: Counter) -> str:
    at.is_away = True
    await at.tell(Said(), "1")
    before = len(at.orders)
    at.is_away = False
    at.move(RETRY_PAUSES[0])
    while await at.intake.map_next():
        pass
    return f"{before}, then {len(at.orders)} order"


async def draft(at: Counter) -> str:
    if not at.vendor.has_drafts:
        return "sends none"
    await at.tell(Said(state="draft"), "1")
    before = len(at.orders)
    await at.tell(Said(revision=2), "2")
    return f"{before}, then {len(at.orders)} order"


async def cancellation(at: Counter) -> str:
    await at.tell(Said(), "1")
    await at.tell(Said(state="cancelled", revision=2), "2")
    return at.orders[0].stage.value


async def cancelled_first(at: Counter) -> str:
    await at.tell(Said(state="cancelled", revision=2), "2")
    await at.tell(Said(state="cancelled", revision=2) if at.vendor.sends_id_only else Said(), "1")
    return f"{len(at.orders)} orders"


async def options(at: Counter) -> str:
    await at.tell(Said(), "1")
    item = at.orders[0].items[0]
    said = [*(one.name for one in item.modifiers), item.note]
    return "on the ticket" if any(OPTION in one for one in said) else "lost"


async def scheduled(at: Counter) -> str:
    if at.vendor.name == "odoo":
        return "sells for now only"
    await at.tell(Said(pickup=LATER), "1")
    order = at.orders[0]
    return "for its time" if (order.stage, order.quoted_for) == (Stage.SCHEDULED, LATER) else "at once"


async def no_order(at: Counter) -> str:
    await at.map(b'{"no": "order"}', "1")
    return f"listed as {await at.outcomes()}"


async def cut_body(at: Counter) -> str:
    await at.map(json.dumps(at.vendor.order(Said())).encode()[:-20], "1")
    return f"listed as {await at.outcomes()}"


async def odd_values(at: Counter) -> str:
    states = (*(["draft"] if at.vendor.has_drafts else []), "accepted", "cancelled")
    turns = len(ODD_VALUES) if at.is_thorough else 1
    for number, path in enumerate(paths_of(at.vendor.order(Said(pickup=LATER)))):
        for turn, state in product(range(turns), states):
            value, order_id = ODD_VALUES[(number + turn) % len(ODD_VALUES)], f"{number}{turn}"
            order = replaced(at.vendor.order(Said(order_id, state, pickup=LATER)), path, value)
            await at.map(json.dumps(order).encode(), f"{order_id} {state}")
    if await at.context.sources.claim(LATER + timedelta(days=1)) is not None:
        return "some hang"
    kept = await at.context.deliveries.read((), None, 10_000)
    return next((one.problem for one in kept if "not be mapped" in one.problem), "each has an end")


async def other_news(at: Counter) -> str:
    for call in at.vendor.other_news(SECRET):
        await at.call(call)
    outcomes = {one.outcome.value for one in await at.context.deliveries.read((), None, 100)}
    return f"{len(at.orders)} orders, {' + '.join(outcomes) or 'nothing'} listed"


CASES: dict[str, Callable[[Counter], Awaitable[str]]] = {
    "replayed": replayed,
    "wrong signature": wrong_signature,
    "duplicate": duplicate,
    "out of order": out_of_order,
    "draft": draft,
    "cancellation": cancellation,
    "cancelled first": cancelled_first,
    "options": options,
    "scheduled": scheduled,
    "no order": no_order,
    "cut body": cut_body,
    "odd values": odd_values,
    "other news": other_news,
    "answer": answered,
    "changed": changed,
    "vendor is away": vendor_is_away,
}


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each value within an order."""
    within = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in within:
        yield (*path, key)
        yield from paths_of(one, (*path, key))


def replaced(order: dict[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    """Return an order with another value at a path."""
    changed: Any = copy.deepcopy(order)
    within = changed
    for key in path[:-1]:
        within = within[key]
    within[path[-1]] = value
    return dict(changed)


async def outcome_of(vendor: Vendor, case: str, *, is_thorough: bool = True) -> str:
    """Return the outcome of one case at one vendor; if not thorough, by one odd value at each place of an order."""
    async with counter_of(vendor) as counter:
        counter.is_thorough = is_thorough
        return await CASES[case](counter)


async def print_table() -> None:
    """Print the table."""
    print(f"{'':17}" + "".join(f"{vendor.name:24}" for vendor in VENDORS))
    for case in CASES:
        row = [await outcome_of(vendor, case) for vendor in VENDORS]
        print(f"{case:17}" + "".join(f"{outcome:24}" for outcome in row), flush=True)


if __name__ == "__main__":
    sys.exit(asyncio.run(print_table()))
