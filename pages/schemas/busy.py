"""Busy schemas: the minutes that a busy kitchen adds, and for how long."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field

from pages.schemas.fields import Time
from pages.schemas.order_out import Repair

DEFAULT_SPAN_MINUTES = 60


class BusyIn(BaseModel):
    """Minutes to add to every estimate, for a span of minutes from now; 0 ends it."""

    model_config = ConfigDict(extra="forbid")

    extra_minutes: int = Field(ge=0, le=120, strict=True)
    span_minutes: int | None = Field(DEFAULT_SPAN_MINUTES, ge=1, le=1440, strict=True, description="null is 60")

    @property
    def span(self) -> timedelta:
        """For how long from now."""
        return timedelta(minutes=DEFAULT_SPAN_MINUTES if self.span_minutes is None else self.span_minutes)


class BusyOut(BaseModel):
    """How busy the kitchen says it is, and until when."""

    extra_minutes: float
    until: Time | None


class RepairedBusy(BusyOut):
    """How busy the kitchen says it is, with what was repaired of the body."""

    warnings: list[Repair]
