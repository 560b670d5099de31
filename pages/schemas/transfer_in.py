"""Transfer input: which order to merge, and which items to split off, as the REST interface and the orders page say."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from domain.amendment import MAX_ITEMS_OF_ORDER
from domain.commands import Part, Tap, TapCommand
from domain.modifiers import whole
from pages.schemas.fields import Quantity, Reference, SeenVersion

Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class MergeIn(BaseModel):
    """The order that becomes part of this one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"other_id": "0f1e2d3c4b5a6978"}})

    other_id: Id
    seen_version: SeenVersion = None
    tap_id: Reference | None = Field(None, description="a repeated merge changes nothing and succeeds")

    def command(self, order_id: str) -> TapCommand:
        """Return the tap on the order that goes on."""
        return TapCommand(
            Tap.MERGE, order_id, tap_id=self.tap_id, seen_version=self.seen_version, other_id=self.other_id
        )


class PartIn(BaseModel):
    """An item, or a part of its quantity."""

    model_config = ConfigDict(extra="forbid")

    id: Id
    quantity: Quantity | None = Field(None, description="left out, all of it")


class SplitIn(BaseModel):
    """The items that become an order of their own, by their ids or with a part of their quantity."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"items": [{"id": "2"}, {"id": "3", "quantity": 1}]}}
    )

    items: list[Id | PartIn] = Field(min_length=1, max_length=MAX_ITEMS_OF_ORDER)
    seen_version: SeenVersion = None
    tap_id: Reference | None = Field(None, description="a repeated split changes nothing and succeeds")

    def command(self, order_id: str) -> TapCommand:
        """Return the tap on the order that is split."""
        parts = tuple(Part(one) if isinstance(one, str) else Part(one.id, _whole(one.quantity)) for one in self.items)
        return TapCommand(Tap.SPLIT, order_id, tap_id=self.tap_id, seen_version=self.seen_version, parts=parts)


def _whole(quantity: float | None) -> float | None:
    return None if quantity is None else whole(quantity)
