"""Schemas of the order form: an order, or an amendment, with its time as the restaurant's clock tells it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import Field, NaiveDatetime, model_validator

from domain.amendment import MAX_ITEMS_OF_ORDER
from domain.intake import Draft
from domain.menu import MAX_NAME_CHARS
from domain.text import clean
from pages.schemas.amendment import AmendIn
from pages.schemas.fields import to_utc
from pages.schemas.order_in import ItemIn, OrderIn

if TYPE_CHECKING:
    from domain.deliveries import Delivery
    from domain.order import Order
    from pages.context import AppContext

_MAX_AHEAD = timedelta(days=366)


# The clerk could not see what a refusal would be about: controls show nothing, and the field of the options is long.
def fit_texts(sent: Any) -> Any:
    """Return what a form has sent without control characters; an option that is too long for one is the dish's note."""
    match sent:
        case str():
            return clean(sent)
        case list():
            return [fit_texts(one) for one in sent]
        case dict():
            fitted = {name: fit_texts(one) for name, one in sent.items()}
            return _with_long_options_noted(fitted) if isinstance(fitted.get("modifiers"), list) else fitted
        case _:
            return sent


def _with_long_options_noted(line: dict[str, Any]) -> dict[str, Any]:
    options = line["modifiers"]
    long = [one for one in options if isinstance(one, str) and len(one) > MAX_NAME_CHARS]
    if not long:
        return line
    note = ", ".join(filter(None, (line.get("note"), *long)))
    return line | {"note": note, "modifiers": [one for one in options if one not in long]}


class OrderFormIn(OrderIn):
    """An order as the form sends it.

    `due` is when it is wanted, in the restaurant's zone; None means as soon as possible.
    """

    due: NaiveDatetime | None = None

    _take = model_validator(mode="before")(fit_texts)

    def draft_of(self, context: AppContext) -> Draft:
        """Return the draft for the kitchen; raises ValueError for a time that cannot be promised."""
        wanted = self.model_copy(update={"quoted_for": read_due(self.due, context)})
        return wanted.draft(currency=context.currency)


class QuoteIn(OrderFormIn):
    """An order that is being written, perhaps without a dish yet."""

    items: list[ItemIn] = Field(max_length=MAX_ITEMS_OF_ORDER)


class AmendFormIn(AmendIn):
    """A change as the form sends it. `due` is its new time in the restaurant's zone; None leaves it as it is."""

    due: NaiveDatetime | None = None

    _take = model_validator(mode="before")(fit_texts)


def read_due(due: datetime | None, context: AppContext) -> datetime | None:
    """Return a time of the restaurant's zone in UTC; raises ValueError when it has passed, or is a year away."""
    if due is None:
        return None
    earliest = context.now() - timedelta(minutes=1)
    # Of an hour that comes twice, when clocks are set back, the second is meant once the first has passed.
    both = (to_utc(due.replace(tzinfo=context.zone, fold=fold)) for fold in (0, 1))
    at = next((at for at in both if at >= earliest), None)
    if at is None or at > context.now() + _MAX_AHEAD:
        raise ValueError("no time ahead")
    return at


def readable_json(delivery: Delivery, context: AppContext) -> str:
    """Return what could be read of a delivery as the form begins with it: its time, if it lies ahead, as `due`."""
    read = json.loads(delivery.readable or "{}")
    said = read.get("quoted_for")
    at = datetime.fromisoformat(said) if said else None
    if at and at > context.now():
        read["due"] = at.astimezone(context.zone).strftime("%Y-%m-%dT%H:%M")
    return json.dumps(read)


def local_due(order: Order, context: AppContext) -> str:
    """Return the time of a scheduled order as the form's field has it; empty for one that is to be cooked now."""
    at = order.quoted_for.astimezone(context.zone)
    return at.strftime("%Y-%m-%dT%H:%M") if order.held else ""
