"""Intake: makes an Order of a sender's draft, with its pickup code, its token and its first event."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from domain.errors import DishUnavailable
from domain.events import Event, EventKind
from domain.item import MAX_QUANTITY, DraftItem, create_item
from domain.order import Order
from domain.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date, datetime

    from domain.item import Item
    from domain.menu import Menu

# Limits for every way in; those of names and minutes are in `menu`.
# A strict sender may send so many lines; a lenient reading takes MAX_ITEMS_OF_ORDER.
MAX_ITEMS = 100
# Of one dish, over several lines.
MAX_PORTIONS = MAX_ITEMS * MAX_QUANTITY
MAX_NOTE_CHARS = 500
MAX_LANGUAGE_CHARS = 35
MAX_REFERENCE_CHARS = 120
SERVICES = ("dine_in", "pickup", "delivery")

# Letters that are not mistaken for one another when called out, nor for digits when read.
_LETTERS = "AFHJKLMRTWXY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An order as its sender wrote it. `quoted_for` is UTC, or None to let the kitchen promise.

    `time_said` is a promise that counts from the moment of sending, as it was said: "in 40 minutes".
    """

    items: tuple[DraftItem, ...]
    guest_name: str = ""
    note: str = ""
    language: str = ""
    external_ref: str | None = None
    quoted_for: datetime | None = None
    source: str = ""
    service: str = ""
    table: str = ""
    phone: str = ""
    currency: str = ""
    time_said: str = ""

    @property
    def fingerprint(self) -> str:
        """A digest of everything the sender said: equal drafts, and only those, have equal ones."""
        said = asdict(self)
        if time_said := said.pop("time_said"):
            said["quoted_for"] = time_said
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def create_order(draft: Draft, menu: Menu, taken: Collection[str], at: datetime, day: date | None = None) -> Order:
    """Make the order of a draft, its promise still open. A dish that is out is marked, so that staff decide."""
    placed = Event(kind=EventKind.PLACED, at=at, version=1, quoted_for=draft.quoted_for)
    order_id, token, code = new_identity(taken)
    return Order(
        id=order_id,
        token=token,
        pickup_code=code,
        items=tuple(_create_items(draft.items, menu)),
        placed_at=at,
        quoted_for=draft.quoted_for or at,
        guest_name=draft.guest_name,
        note=draft.note,
        language=draft.language,
        external_ref=draft.external_ref,
        source=draft.source,
        service=draft.service,
        table=draft.table,
        phone=draft.phone,
        currency=draft.currency,
        business_day=day,
        events=(placed,),
    )


# Each line takes its portions before the next one is looked at.
def _create_items(lines: Iterable[DraftItem], menu: Menu) -> Iterator[Item]:
    for number, line in enumerate(lines, 1):
        item = create_item(line, menu, str(number))
        yield item
        menu = menu if item.sold_out else menu.sell(line.name, line.quantity)


def new_identity(taken: Collection[str]) -> tuple[str, str, str]:
    """Draw the id, the token of the link and the pickup code of a new order; the code is none of those `taken`."""
    return secrets.token_hex(8), secrets.token_urlsafe(16), pickup_code(taken)


def check_dishes(order: Order) -> None:
    """Raise DishUnavailable for a dish that was out: a sender who asked for that can offer another."""
    for position, item in enumerate(order.items):
        if item.sold_out:
            raise DishUnavailable(position)


def with_promise(order: Order, asked: datetime | None) -> Order:
    """Return the new order with its promise: the time that was asked for, or what the estimate can promise."""
    promise = asked or (order.estimate.promise if order.estimate else order.placed_at)
    placed = replace(order.events[0], quoted_for=promise)
    # Of an order that nobody cooks.
    ready = [Event(kind=EventKind.READY, at=order.placed_at, version=1)] if order.stage is Stage.READY else []
    return replace(order, quoted_for=promise, events=(placed, *ready))


def pickup_code(taken: Collection[str]) -> str:
    """Draw a code that is short, easy to call out, free, and says nothing about the next one."""
    digits = 2 if len(taken) < 540 else 4  # noqa: PLR2004  half of the short codes: a free one is found at once
    while True:
        code = secrets.choice(_LETTERS) + str(10 ** (digits - 1) + secrets.randbelow(9 * 10 ** (digits - 1)))
        if code not in taken:
            return code
