"""Menu schemas: dishes and stations, the same in both directions."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from domain.menu import (
    DEFAULT_BATCH_PORTIONS,
    DEFAULT_MINUTES,
    DEFAULT_SLOTS,
    DEFAULT_STATION,
    MAX_BATCH_PORTIONS,
    MAX_DISHES,
    MAX_LEFT,
    MAX_MINUTES,
    MAX_OPTIONS,
    MAX_SLOTS,
    MAX_STATIONS,
    Dish,
    Stock,
)
from domain.prices import MAX_PRICE
from pages.schemas.fields import Currency, Line, Name, to_utc
from pages.schemas.order_out import Repair

_KEPT = {"station", "minutes", "batch", "category", "options", "price", "currency", "left", "out_until"}
_STOCK = {"available", "left", "out_until"}


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
    left: int | None = Field(None, ge=0, le=MAX_LEFT, strict=True, description="portions; orders count them down to 0")
    out_until: Annotated[AwareDatetime, AfterValidator(to_utc)] | None = Field(
        None, description="sold out until then; comes back by itself"
    )

    def to_dish(self, currency: str, before: Dish | None = None) -> Dish:
        """Return the dish for the kitchen.

        What is not sent of a known dish stays as it was before: one that is sold out, too, until it is sent as there.
        `currency` (ISO 4217) is that of a price that names none.
        """
        sent = self.model_dump()
        for name in _KEPT - self.model_fields_set:
            sent[name] = getattr(before, name) if before else sent[name]
        if before:
            sent["left"] = before.stock.left_for(sent["left"])
        dish = Dish(**sent | {"options": tuple(dict.fromkeys(sent["options"]))})
        priced = replace(dish, currency="" if dish.price is None else dish.currency or currency)
        if before and not _STOCK & self.model_fields_set:
            return priced.with_stock(before.stock)
        return priced.with_stock(self._stock(dish))

    # What is sent counts: a dish sent with nothing left, or out until a time, is out; one sent as available is back.
    def _stock(self, dish: Dish) -> Stock:
        is_out = not self.available or self.left == 0 or self.out_until is not None
        if is_out:
            return Stock(available=False, left=dish.left, out_until=dish.out_until)
        return Stock(available=True, left=dish.left)


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

    dishes: list[DishJson]
    stations: list[StationJson] | None = Field(None, description="left out, they stay as they are")


# A menu may be longer than this that an earlier release took: it is read as it is.
class NewMenu(MenuJson):
    """The whole menu, as it is sent."""

    dishes: list[DishJson] = Field(max_length=MAX_DISHES)
    stations: list[StationJson] | None = Field(
        None, max_length=MAX_STATIONS, description="left out, they stay as they are"
    )


class RepairedMenu(MenuJson):
    """The menu as it was written, with what was repaired of the body."""

    warnings: list[Repair]
