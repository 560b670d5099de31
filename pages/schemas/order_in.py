"""Order input: an order with its items and modifiers, as ordering systems and the order form send it."""

from __future__ import annotations

from datetime import UTC

from pydantic import BaseModel, ConfigDict, Field

from domain.amendment import MAX_ITEMS_OF_ORDER
from domain.intake import Draft
from domain.item import DraftItem
from domain.menu import MAX_MINUTES
from domain.modifiers import Modifier, whole
from pages.schemas.fields import Currency, LanguageTag, Line, Moment, Name, Price, Quantity, Reference, Service, Text

MAX_MODIFIERS = 50


class ModifierIn(BaseModel):
    """An option of a dish, with options of its own, up to three levels deep."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    quantity: Quantity = 1
    price: Price = None
    modifiers: list[Name | ModifierIn] = Field(default=[], max_length=MAX_MODIFIERS)

    def modifier(self) -> Modifier:
        """Return the draft for the kitchen."""
        inner = tuple(read_modifier(one) for one in self.modifiers)
        return Modifier(name=self.name, quantity=whole(self.quantity), price=self.price, modifiers=inner)


def read_modifier(sent: str | ModifierIn) -> Modifier:
    """Return an option that was sent as a name or as an object."""
    return Modifier(name=sent) if isinstance(sent, str) else sent.modifier()


class ItemIn(BaseModel):
    """One line of an order. What is left out comes from the menu."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    quantity: Quantity = 1
    note: Text = ""
    station: Name | None = None
    prep_minutes: float | None = Field(None, gt=0, le=MAX_MINUTES, allow_inf_nan=False)
    modifiers: list[Name | ModifierIn] = Field(default=[], max_length=MAX_MODIFIERS)
    price: Price = None
    currency: Currency = ""

    def draft(self, currency: str = "") -> DraftItem:
        """Return the draft for the kitchen; `currency` (ISO 4217) is that of a price that names none."""
        return DraftItem(
            name=self.name,
            quantity=whole(self.quantity),
            note=self.note,
            station=self.station,
            prep_minutes=self.prep_minutes,
            modifiers=tuple(read_modifier(one) for one in self.modifiers),
            price=self.price,
            currency="" if self.price is None else self.currency or currency,
        )


class OrderIn(BaseModel):
    """An order as the ordering system sends it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "external_ref": "pos-1042",
                "guest_name": "Ana",
                "note": "no onions",
                "quoted_for": None,
                "language": "es",
                "items": [
                    {"name": "Chicken Tikka Masala", "quantity": 2, "note": "", "station": "grill", "prep_minutes": 12}
                ],
            }
        },
    )

    external_ref: Reference | None = Field(
        None, description="your own number of the order; it can be sent again safely"
    )
    guest_name: Line = ""
    note: Text = ""
    quoted_for: Moment | None = Field(None, description="the promise; left out, the kitchen makes one")
    language: LanguageTag = ""
    source: Line = Field("", description="who sends the order; left out, the name of the API key")
    service: Service | None = None
    table: Line = ""
    phone: Line = ""
    currency: Currency = ""
    items: list[ItemIn] = Field(min_length=1, max_length=MAX_ITEMS_OF_ORDER)

    def draft(self, default_source: str = "", currency: str = "") -> Draft:
        """Return the draft for the kitchen; `currency` (ISO 4217) is that of prices that name none."""
        return Draft(
            items=tuple(item.draft(self.currency or currency) for item in self.items),
            source=self.source or default_source,
            service=self.service or "",
            table=self.table,
            phone=self.phone,
            currency=self.currency,
            guest_name=self.guest_name,
            note=self.note,
            language=self.language,
            external_ref=self.external_ref,
            quoted_for=self.quoted_for.astimezone(UTC) if self.quoted_for else None,
        )
