"""Day schemas: the close of the kitchen's day, and what it did."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from pages.schemas.fields import Reference, Text
from pages.schemas.order_out import Repair


class CloseDayIn(BaseModel):
    """Why what is not ready is cancelled, and which orders to close; without them, all that the day has left."""

    model_config = ConfigDict(extra="forbid")

    reason: Text = ""
    order_ids: list[Reference] | None = Field(None, max_length=1000)
    tap_id: Reference | None = None


class CloseDayOut(BaseModel):
    """The ids of the orders that the close has handed over and cancelled. Each can be reopened on this day."""

    handed_over: list[str]
    cancelled: list[str]


class RepairedCloseDay(CloseDayOut):
    """What the close has ended, with what was repaired of the body."""

    warnings: list[Repair]
