"""Amendment input: what is to change of an order."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from domain.amendment import MAX_ITEMS_OF_ORDER, Amendment, ItemAmendment
from domain.intake import MAX_PORTIONS
from domain.item import MAX_QUANTITY, create_item
from domain.modifiers import whole
from pages.schemas.fields import Line, Moment, Name, Reference, SeenVersion, Service, Text
from pages.schemas.order_in import MAX_MODIFIERS, ItemIn, ModifierIn, read_modifier

if TYPE_CHECKING:
    from domain.menu import Menu


Portions = Annotated[
    float,
    Field(
        gt=0,
        le=MAX_PORTIONS,
        multiple_of=0.001,
        allow_inf_nan=False,
        strict=True,
        description=f"more than {MAX_QUANTITY} become further lines",
    ),
]


class ItemAmendIn(BaseModel):
    """What is to change of an item; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    quantity: Portions | None = None
    note: Text | None = None
    modifiers: list[Name | ModifierIn] | None = Field(None, max_length=MAX_MODIFIERS)

    def amendment(self) -> ItemAmendment:
        """Return what the kitchen takes in."""
        return ItemAmendment(
            item_id=self.id,
            quantity=None if self.quantity is None else whole(self.quantity),
            note=self.note,
            modifiers=None if self.modifiers is None else tuple(read_modifier(one) for one in self.modifiers),
        )


class AmendIn(BaseModel):
    """What is to change of an order; what is left out stays as it is."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"table": "12", "items": [{"id": "1", "quantity": 3}]}}
    )

    seen_version: SeenVersion = None
    tap_id: Reference | None = Field(
        None, description="a repeated amendment changes nothing and succeeds; with another it is a conflict"
    )
    guest_name: Line | None = None
    note: Text | None = None
    table: Line | None = None
    service: Service | Literal[""] | None = None
    quoted_for: Moment | None = None
    items: list[ItemAmendIn] = Field(default=[], max_length=MAX_ITEMS_OF_ORDER)
    add: list[ItemIn] = Field(default=[], max_length=MAX_ITEMS_OF_ORDER)

    @field_validator("items")
    @classmethod
    def _check_ids(cls, items: list[ItemAmendIn]) -> list[ItemAmendIn]:
        if len({item.id for item in items}) < len(items):
            raise ValueError("each item may stand only once")
        return items

    def amendment(self, menu: Menu, currency: str) -> Amendment:
        """Return what the kitchen takes in; `currency` (ISO 4217) is that of prices that name none."""
        return Amendment(
            guest_name=self.guest_name,
            note=self.note,
            table=self.table,
            service=self.service,
            quoted_for=self.quoted_for and self.quoted_for.astimezone(UTC),
            items=tuple(item.amendment() for item in self.items),
            add=tuple(create_item(item.draft(currency), menu, "0") for item in self.add),
        )
