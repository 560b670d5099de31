"""Tap input: what may go with a tap by REST."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from pages.schemas.fields import Moment, Name, Quantity, Reference, SeenVersion, Text


class TapIn(BaseModel):
    """What may go with a tap."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"seen_version": 7, "tap_id": "b1f7c2"}})

    seen_version: SeenVersion = None
    tap_id: Reference | None = Field(
        None, description="a repeated tap changes nothing and succeeds; with another tap it is a conflict"
    )
    reason: Text = ""
    quoted_for: Moment | None = Field(None, description="for requote")
    minutes: int = Field(5, ge=1, le=600, strict=True, description="for postpone")
    quantity: Quantity | None = Field(
        None, description="for start, bump, recall, void and restore of a part of an item"
    )
    station: Name | None = Field(None, description="for start and bump of one station's items of an order")
