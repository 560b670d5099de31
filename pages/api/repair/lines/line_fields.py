"""Line fields: the name, quantity and price of a dish or an option, under the names that senders give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain.item import MAX_QUANTITY
from domain.menu import MAX_NAME_CHARS
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import LOCAL_DISH_NAMES, LOCAL_QUANTITY_NAMES, VENDOR_DISH_NAMES, has_dish
from pages.api.repair.values.meal_words import is_meal_word
from pages.api.repair.values.number_repair import read_price
from pages.api.repair.values.repair_log import join_lists

if TYPE_CHECKING:
    from domain.menu import Menu
    from pages.api.repair.values.repair_log import RepairLog

SYNONYMS = {
    "title": "name", "item": "name", "item_name": "name", "dish": "name", "product": "name", "product_name": "name",
    "menu_item": "name", "food": "name", "food_item": "name", "meal": "name", "dish_name": "name", "article": "name",
    "display_name": "name", "full_product_name": "name", "menu_name": "name", "description": "name", "label": "name",
    **dict.fromkeys((*VENDOR_DISH_NAMES, *LOCAL_DISH_NAMES), "name"), **dict.fromkeys(LOCAL_QUANTITY_NAMES, "quantity"),
    "qty": "quantity", "count": "quantity", "amount": "quantity", "qnty": "quantity", "pcs": "quantity",
    "pieces": "quantity", "units": "quantity", "portions": "quantity", "nota": "note", "notas": "note",
    "bemerkung": "note",
    "notes": "note", "comment": "note", "comments": "note", "remark": "note", "instructions": "note",
    "customer_note": "note", "special_request": "note", "special_instructions": "note",
    "options": "modifiers", "extras": "modifiers", "addons": "modifiers", "sub_items": "modifiers",
    "menu_options": "modifiers", "meta_data": "modifiers", "properties": "modifiers", "choices": "modifiers",
    "toppings": "modifiers", "combo_lines": "modifiers", "combo_items": "modifiers", "items": "modifiers",
    "children": "modifiers", "components": "modifiers", "bundle_items": "modifiers", "set_items": "modifiers",
    "sub_products": "modifiers", "sides": "modifiers", "side_items": "modifiers", "contents": "modifiers",
    "minutes": "prep_minutes", "prep_time": "prep_minutes",
}  # fmt: skip
# Names for the id of an item, and for what goes with a tap.
ID_SYNONYMS = dict.fromkeys(("item_id", "line_id", "line_item_id", "uid"), "id")
TAP_SYNONYMS = {
    **ID_SYNONYMS,
    "qty": "quantity", "count": "quantity", "amount": "quantity",
    **dict.fromkeys(("note", "notes", "comment", "comments", "message", "remark", "text", "why"), "reason"),
    **dict.fromkeys(("cancel_reason", "cancellation_reason", "void_reason"), "reason"),
    "by": "minutes", "delay": "minutes", "delay_minutes": "minutes", "extra_minutes": "minutes", "mins": "minutes",
    "pickup_at": "quoted_for", "pickup_time": "quoted_for", "due_at": "quoted_for", "promised_for": "quoted_for",
    **dict.fromkeys(("ready_at", "ready_by", "ready_time", "until", "eta", "new_time", "new_eta"), "quoted_for"),
    **dict.fromkeys(("promised_at", "promise_time", "ready_in", "in"), "quoted_for"),
}  # fmt: skip
BUSY_SYNONYMS = {
    "minutes": "extra_minutes", "extra": "extra_minutes", "delay": "extra_minutes", "delay_minutes": "extra_minutes",
    "span": "span_minutes", "duration": "span_minutes", "duration_minutes": "span_minutes", "for": "span_minutes",
}  # fmt: skip
# Names for the other order of a merge, and for the items of a split.
OTHER_ORDER = dict.fromkeys(
    ("other", "other_order", "other_order_id", "order_id", "order", "orders", "id", "with", "from"), "other_id"
)
PART_LISTS = dict.fromkeys(("lines", "line_items", "item_ids", "ids", "parts"), "items")
UNIT_NAMES = ("unit", "uom", "unit_of_measure")
# What identifies a dish without a name.
CODES = ("sku", "plu", "code", "id", "product_id", "product_retailer_id")
OUR_FIELDS = {"name", "quantity", "note", "station", "prep_minutes", "modifiers", "price", "currency", *CODES}
LINE_FIELDS = {*OUR_FIELDS, *SYNONYMS}
TIMES = "[x×✕✖*]"  # noqa: RUF001  signs of times
_COUNTED = re.compile(
    rf"\(?(\d{{1,3}}(?:[.,]\d{{1,3}})?) ?{TIMES}\)? (.+)|(.+?) ?[( ]{TIMES} ?(\d{{1,3}})\)?|(.+?)\*(\d{{1,3}})",
    re.IGNORECASE | re.DOTALL,
)
# Only where the menu has the rest, for "7 Up" is a drink.
_MAYBE_COUNTED = re.compile(rf"\(?(\d{{1,3}}) ?{TIMES}?\)? ?(.+)|(.+?)[ ,:(]*{TIMES}?(\d{{1,3}})\)?", re.IGNORECASE)
# A name that is cut anyway; a longer one takes long to search.
MAX_COUNTED_CHARS = 2 * MAX_NAME_CHARS
# Under these a dish may be an id, while another of them has its name.
_DISH_NAMES = frozenset({"name", *(name for name, ours in SYNONYMS.items() if ours == "name")})
# They often tell of a dish what is not its name.
_MAY_DESCRIBE = {"description", "title", "label"}
_OWN_NAME = re.compile(r"(^|_)(item|dish|product|food|meal|article)_name(_|$)")
_NO_OWN_NAME = re.compile(r"parent|group|categor|option|modif|variant|original|replac|substit|_id$|_code$")
_REFERENCE = re.compile(r"\d+|(?=[a-f-]*\d)[0-9a-f][0-9a-f-]{7,}", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)


def settle_name(repairs: RepairLog, at: str, line: dict[str, Any]) -> dict[str, Any]:
    """Return a line without what only refers to its dish, such as an id, where another field names it."""
    names = {name: one for name, one in line.items() if one and name in _DISH_NAMES and name != "description"}
    if all(map(is_reference, names.values())):
        own = next(filter(_is_own_name, line), None)
        if own and isinstance(line[own], str) and line[own].strip() and own not in SYNONYMS:
            repairs.say(f"{at}/{own}", "was taken as name")
            line = {key: one for key, one in line.items() if key != own} | {"name": line[own]}
    if not any(name in _DISH_NAMES and name not in _MAY_DESCRIBE and _is_words(one) for name, one in line.items()):
        return line
    return {key: one for key, one in line.items() if key not in _DISH_NAMES or not is_reference(one)}


def settle_meal(repairs: RepairLog, at: str, line: dict[str, Any]) -> dict[str, Any]:
    """Return a line whose words such as "Dinner" or "Starter" are options of its dish, where another field names it."""
    texts = {name: one for name, one in line.items() if name in _DISH_NAMES}
    words = {name: one for name, one in texts.items() if isinstance(one, str) and is_meal_word(one)}
    # A label beside a name is anything.
    vague = _MAY_DESCRIBE if "name" in words else {"description"}
    others = [one for name, one in texts.items() if name not in {*words, *vague}]
    is_named = any(_is_words(one) or (isinstance(one, Mapping) and has_dish(one)) for one in others)
    if not words or not is_named:
        return line
    for name in words:
        repairs.say(f"{at}/{name}", "was added to modifiers")
    kept = {name: one for name, one in line.items() if name not in words}
    return kept | {"modifiers": join_lists(kept.get("modifiers"), [*words.values()])}


def names_dish(sent: Mapping[str, Any]) -> bool:
    """Whether an object has the name of a dish, under a usual name or one of that kind."""
    return has_dish(sent) or any(map(_is_own_name, snake_names(sent)))


def _is_own_name(name: str) -> bool:
    return bool(_OWN_NAME.search(name)) and not _NO_OWN_NAME.search(name)


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not is_reference(value)


def is_reference(value: object) -> bool:
    """Whether a value is an id, or an object that names no dish."""
    if isinstance(value, str):
        return bool(_REFERENCE.fullmatch(value.strip()))
    return isinstance(value, int | float) or (isinstance(value, Mapping) and not has_dish(value))


def is_only_id(value: object) -> bool:
    """Whether an object says only by what id a till knows what it means."""
    if not isinstance(value, Mapping) or not value:
        return False
    said = {
        name: one for name, one in snake_names(value).items() if name not in {"guid", "uuid", "entity_type", "href"}
    }
    return all(one is None or (name == "id" and _UUID.fullmatch(str(one))) for name, one in said.items())


def read_amount(repairs: RepairLog, at: str, sent: dict[str, Any], *, is_price: bool = False) -> dict[str, Any]:
    """Return a line or an option whose `amount` is its price with it as such: more portions than that nobody orders.

    `is_price` says so of any amount.
    """
    amount = sent.get("amount")
    if is_price and isinstance(amount, str) and amount.strip().isdecimal():
        amount = int(amount)
    if isinstance(amount, bool) or not isinstance(amount, int | float) or "price" in sent:
        return sent
    if not is_price and (amount <= MAX_QUANTITY or any(name in sent for name in UNIT_NAMES)):
        return sent
    repairs.say(f"{at}/amount", "was taken as price")
    return {name: one for name, one in sent.items() if name != "amount"} | {"price": amount}


def read_name(repairs: RepairLog, at: str, line: Mapping[str, Any]) -> str | None:
    """Return the name of a line, or one made of its code; None for a line that says nothing."""
    if name := repairs.read_line(f"{at}/name", line.get("name"), MAX_NAME_CHARS):
        return name
    code = next((str(line[key]) for key in CODES if isinstance(line.get(key), str | int)), "")
    if not code and not line.get("note") and not line.get("modifiers"):
        repairs.say(f"{at}/name", "the line names no dish; left out")
        return None
    named = repairs.read_line(f"{at}/name", f"#{code}" if code else "?", MAX_NAME_CHARS)
    repairs.say(f"{at}/name", f"the dish has no name; the ticket says {named}")
    return named


def split_count(name: str, menu: Menu) -> tuple[str, str] | None:
    """Return the dish and its quantity of a name that has both, such as "2x Tea"; None for one that has not."""
    text = name.strip()
    if len(text) > MAX_COUNTED_CHARS or menu.find(text):
        return None
    if not (found := _COUNTED.fullmatch(text)):
        found = _MAYBE_COUNTED.fullmatch(text)
        if not found or not menu.find(found[2] or found[3]):
            return None
    first, second = (part for part in found.groups() if part)
    return (second, first) if found[1] else (first, second)


def read_price_field(repairs: RepairLog, at: str, value: object, currency: str) -> int | None:
    """Return a price in minor units, or None for what is no amount."""
    if value is None:
        return None
    price = read_price(value, currency)
    if price is None:
        repairs.say(at, "is no amount in minor units (cents); left out")
    elif price != value:
        repairs.say(at, f"was read as {price} minor units")
    return price
