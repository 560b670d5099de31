"""Menu repair: brings a menu into the form of `NewMenu`. Names stay: one that was cut would be another dish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain.menu import MAX_MINUTES, MAX_NAME_CHARS
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.field_repair import NO, YES, FieldRepair
from pages.api.repair.values.major_prices import spell_major_prices
from pages.api.repair.values.number_repair import read_minutes, read_price

if TYPE_CHECKING:
    from pages.api.repair.values.field_repair import Reader


# What tills call the fields of a menu.
_LISTS = dict.fromkeys(("items", "products", "menu_items", "articles", "menu"), "dishes")
_GROUPS = ("categories", "sections", "groups", "courses")
_FIELDS = {
    **dict.fromkeys(("title", "dish", "item_name", "product_name", "display_name"), "name"),
    **dict.fromkeys(("prep_minutes", "prep_time", "preparation_time", "cooking_time", "cook_time"), "minutes"),
    **dict.fromkeys(("category_name", "section", "group"), "category"),
    **dict.fromkeys(("is_available", "in_stock", "is_active", "active", "enabled"), "available"),
    **dict.fromkeys(("unit_price", "sale_price"), "price"),
    **dict.fromkeys(("kitchen_station", "prep_station"), "station"),
}
_SOLD_OUT = ("sold_out", "is_sold_out", "out_of_stock", "eighty_sixed")


class MenuRepair(FieldRepair):
    """Repairs one menu."""

    def menu(self, sent: object) -> object:
        """Return a menu in the form of `NewMenu`."""
        as_sent: Reader = lambda _, v: v  # noqa: E731  a reader like the others
        dish: dict[str, Reader] = {
            "name": as_sent, "station": as_sent, "category": as_sent, "currency": as_sent, "options": self._options,
            "minutes": self._minutes, "available": self._bool, "batch": self._whole, "price": as_sent,
            "left": self._whole, "out_until": as_sent,
        }  # fmt: skip
        station: dict[str, Reader] = {"name": as_sent, "slots": self._whole}
        readers: dict[str, Reader] = {
            "dishes": lambda at, v: self._rows(at, v, dish),
            "stations": lambda at, v: None if v is None else self._rows(at, v, station),
        }
        fields = spell_major_prices(self._unwrapped({"dishes": sent} if isinstance(sent, list) else sent))
        return self._body(self._ungrouped(fields) if isinstance(fields, Mapping) else fields, _LISTS, readers)

    # Dishes may lie below the categories that they are of.
    def _ungrouped(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        fields = snake_names(sent)
        name = next((one for one in _GROUPS if isinstance(fields.get(one), list)), "")
        groups = [snake_names(one) for one in fields.get(name) or () if isinstance(one, Mapping)]
        listed = [
            (group, next((one for one in ("dishes", *_LISTS) if isinstance(group.get(one), list)), ""))
            for group in groups
        ]
        others = [one for one in ("dishes", *_LISTS, *_GROUPS) if isinstance(fields.get(one), list) and one != name]
        # What lies deeper, or beside them, would be lost.
        is_deep = any(isinstance(group.get(one), list) for group in groups for one in _GROUPS)
        if not groups or others or is_deep or not all(at for _, at in listed):
            return fields
        self._repairs.say(name, "was taken as dishes, each with its category")
        dishes = [
            _of_category(dish, group.get("name", group.get("title"))) for group, at in listed for dish in group[at]
        ]
        return {key: one for key, one in fields.items() if key != name} | {"dishes": dishes}

    def _rows(self, at: str, value: object, readers: Mapping[str, Reader]) -> object:
        if not isinstance(value, list):
            return value
        rows = [{"name": row} if isinstance(row, str) else row for row in value]
        return [self._row(f"{at}/{n}", row, readers) if isinstance(row, Mapping) else row for n, row in enumerate(rows)]

    # As in an order: a price as a number is in minor units, with a fraction or as a text such as "8,50" it is as
    # people write it.
    def _row(self, at: str, sent: Mapping[str, Any], readers: Mapping[str, Reader]) -> dict[str, Any]:
        row = self._read(at, self._dish(at, sent), readers)
        value = row.get("price")
        price = read_price(value, str(row.get("currency") or "").upper())
        return row if price is None else row | {"price": self._said(f"{at}/price", value, price)}

    def _dish(self, at: str, sent: Mapping[str, Any]) -> dict[str, Any]:
        named = snake_names(sent)
        fitting = {name: ours for name, ours in _FIELDS.items() if name in named and _fits(ours, named[name])}
        dish = self._renamed(at, sent, fitting)
        name = next((one for one in _SOLD_OUT if isinstance(dish.get(one), bool) and "available" not in dish), None)
        if name is None:
            return dish
        self._repairs.say(f"{at}/{name}", "was taken as available, turned round")
        return {key: one for key, one in dish.items() if key != name} | {"available": not dish[name]}

    def _options(self, at: str, value: object) -> object:
        said = value.split("\n") if isinstance(value, str) else value
        if not isinstance(said, list):
            return [] if value is None else value
        named = [one.get("name") if isinstance(one, Mapping) else one for one in said]
        lines = [self._repairs.read_line(f"{at}/{n}", one, MAX_NAME_CHARS) for n, one in enumerate(named)]
        return [line for line in lines if line]


# What does not fit is of something else, as a number in stock is, and is ignored.
def _fits(field: str, value: object) -> bool:
    match field:
        case "available":
            return isinstance(value, bool) or str(value).strip().casefold() in YES | NO
        case "minutes":
            minutes = read_minutes(value)
            return minutes is not None and 0 < minutes <= MAX_MINUTES
        case "price":
            return (isinstance(value, int) and not isinstance(value, bool)) or (
                isinstance(value, str) and read_price(value, "") is not None
            )
        case _:
            return isinstance(value, str) and bool(value.strip())


def _of_category(dish: object, category: object) -> object:
    named = {"name": dish} if isinstance(dish, str) else dish
    if not isinstance(named, dict) or not isinstance(category, str):
        return named
    return named | {"category": named.get("category") or category}
