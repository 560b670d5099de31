"""Schemas of the taps that the kitchen page sends."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from domain.commands import PAGE_TAPS, Tap
from domain.menu import MAX_LEFT
from pages.schemas.fields import Name, Quantity, Reference, Text, one_of

# A closing day has this many orders at most on the rail.
MAX_CLOSED = 1000
Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class KitchenTap(BaseModel):
    """One tap, as the page sends it. The same `tap_id` again is the same tap."""

    model_config = ConfigDict(extra="ignore")

    tap_id: Reference
    tap: Annotated[Tap, *one_of(PAGE_TAPS)]
    order_id: Id
    seen_version: int = Field(ge=1, le=2**31)
    item_id: Id | None = None
    station: Name | None = None
    minutes: Literal[5, 10] = 5
    quantity: Quantity | None = None
    preset: Literal["sold_out", "guest", "closing"] | None = None
    reason: Text = ""


class DishTap(BaseModel):
    """A dish is out, until the next business day if wished, or back, with `left` portions if they are counted."""

    model_config = ConfigDict(extra="ignore")

    tap_id: Reference
    dish: Name
    available: bool
    left: int | None = Field(None, ge=1, le=MAX_LEFT)
    until_tomorrow: bool = False


class SettleTap(BaseModel):
    """Somebody puts aside an order that could not be taken."""

    model_config = ConfigDict(extra="ignore")

    tap_id: Reference
    delivery_id: int = Field(ge=1, le=2**31)


class BusyTap(BaseModel):
    """Minutes to add to every estimate, for a span of minutes from now; 0 ends it."""

    model_config = ConfigDict(extra="ignore")

    tap_id: Reference
    extra: Literal[0, 5, 10, 15]
    span: Literal[30, 60, 120] = 60


class CloseDayTap(BaseModel):
    """The day is closed: what is left of these orders is handed over or cancelled."""

    model_config = ConfigDict(extra="ignore")

    tap_id: Reference
    order_ids: list[Id] = Field(max_length=MAX_CLOSED)


class ReopenDayTap(BaseModel):
    """The close of the day is taken back: each order with the version that the close has made."""

    model_config = ConfigDict(extra="ignore")

    tap_id: Reference
    closed: list[tuple[Id, int]] = Field(max_length=MAX_CLOSED)
