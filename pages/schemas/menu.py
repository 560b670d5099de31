"""Menu schemas: dishes and stations, the same in both directions."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from domain.menu import (
    DEFAULT_BATCH_PORTIONS,
    DEFAULT_MINUTES,
    DEFAULT_SLOTS,
    DEFAULT_STATION,
    MAX_BATCH_PORTIONS,
    MAX_DISHES,
    MAX_MINUTES,
    MAX_SLOTS,
    MAX_STATIONS,
)
from pages.schemas.fields import Name


class DishJson(BaseModel):
    """A dish of the menu."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    station: Name = DEFAULT_STATION
    minutes: float = Field(DEFAULT_MINUTES, gt=0, le=MAX_MINUTES, allow_inf_nan=False)
    available: bool = True
    batch: int = Field(DEFAULT_BATCH_PORTIONS, ge=1, le=MAX_BATCH_PORTIONS, strict=True)


class StationJson(BaseModel):
    """A station, and how many dishes it cooks side by side."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    slots: int = Field(DEFAULT_SLOTS, ge=1, le=MAX_SLOTS, strict=True)


class MenuJson(BaseModel):
    """The whole menu."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "dishes": [{"name": "Garlic Naan", "station": "tandoor", "minutes": 6, "available": True, "batch": 4}],
                "stations": [{"name": "tandoor", "slots": 2}],
            }
        },
    )

    dishes: list[DishJson] = Field(max_length=MAX_DISHES)
    stations: list[StationJson] | None = Field(
        None, max_length=MAX_STATIONS, description="left out, they stay as they are"
    )
