"""Menu schemas: dishes and stations, the same in both directions."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field

from domain.menu import (
    DEFAULT_BATCH_PORTIONS,
    DEFAULT_MINUTES,
    DEFAULT_SLOTS,
    DEFAULT_STATION,
    MAX_BATCH_PORTIONS,
    MAX_DISHES,
    MAX_MINUTES,
    MAX_OPTIONS,
    MAX_SLOTS,
    MAX_STATIONS,
    Dish,
)
from domain.prices import MAX_PRICE
from pages.schemas.fields import Currency, Line, Name

_KEPT = {"category", "options", "price", "currency"}


class DishJson(BaseModel):
    """A dish of the menu."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    station: Name = DEFAULT_STATION
    minutes: float = Field(DEFAULT_MINUTES, gt=0, le=MAX_MINUTES, allow_inf_nan=False)
    available: bool = True
    batch: int = Field(DEFAULT_BATCH_PORTIONS, ge=1, le=MAX_BATCH_PORTIONS, strict=True)
    category: Line = ""
    options: list[Name] = Field(default=[], max_length=MAX_OPTIONS, description="what guests usually ask for")
    price: int | None = Field(
        None, ge=0, le=MAX_PRICE, strict=True, description="of one portion, in minor units (cents)"
    )
    currency: Currency = ""

    def to_dish(self, currency: str, before: Dish | None = None) -> Dish:
        """Return the dish for the kitchen.

        What tills do not know of stays as it was before when it is not sent: category, options and price. `currency`
        (ISO 4217) is that of a price that names none.
        """
        sent = self.model_dump()
        for name in _KEPT - self.model_fields_set:
            sent[name] = getattr(before, name) if before else sent[name]
        dish = Dish(**sent | {"options": tuple(dict.fromkeys(sent["options"]))})
        return replace(dish, currency="" if dish.price is None else dish.currency or currency)


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
                "dishes": [
                    {
                        "name": "Garlic Naan",
                        "station": "tandoor",
                        "minutes": 6,
                        "available": True,
                        "category": "Breads",
                        "options": ["no butter"],
                        "price": 350,
                    }
                ],
                "stations": [{"name": "tandoor", "slots": 2}],
            }
        },
    )

    dishes: list[DishJson] = Field(max_length=MAX_DISHES)
    stations: list[StationJson] | None = Field(
        None, max_length=MAX_STATIONS, description="left out, they stay as they are"
    )
