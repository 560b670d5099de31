"""Tap input: what may go with a tap by REST."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from domain.commands import REST_ITEM_TAPS, Tap
from pages.schemas.fields import Moment, Name, Quantity, Reference, SeenVersion, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# Which taps use what goes with a tap; all use what is not named.
USED_BY: Mapping[str, Collection[Tap]] = {
    "reason": {Tap.CANCEL, Tap.VOID, Tap.REQUOTE},
    "quoted_for": {Tap.REQUOTE, Tap.POSTPONE},
    "minutes": {Tap.POSTPONE},
    "quantity": REST_ITEM_TAPS,
    "station": {Tap.START, Tap.BUMP},
}

DEFAULT_POSTPONE_MINUTES = 5


class TapIn(BaseModel):
    """What may go with a tap. What a tap does not use is ignored, and said in `warnings`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"seen_version": 7, "tap_id": "b1f7c2"}})

    seen_version: SeenVersion = None
    tap_id: Reference | None = Field(
        None, description="a repeated tap changes nothing and succeeds; with another tap it is a conflict"
    )
    reason: Text = Field("", description="for cancel, void and requote")
    quoted_for: Moment | None = Field(None, description="for requote, and for postpone without minutes")
    minutes: int | None = Field(
        DEFAULT_POSTPONE_MINUTES, ge=1, le=600, strict=True, description="for postpone; null is 5"
    )
    quantity: Quantity | None = Field(None, description="of an item, to tap a part of it")
    station: Name | None = Field(None, description="for start and bump of one station's items of an order")

    @property
    def span(self) -> timedelta:
        """How much later a postponed order is to be ready."""
        return timedelta(minutes=DEFAULT_POSTPONE_MINUTES if self.minutes is None else self.minutes)
