"""Order shape: finds the order in what senders wrap around it, and its lines wherever they lie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain.amendment import MAX_ITEMS_OF_ORDER
from pages.api.repair.lines.dish_recognition import (
    SURE_DISHES,
    has_quantity,
    is_line,
    is_named_dish,
    is_sure_dish,
    is_text,
    unnamed_lists,
)
from pages.api.repair.lines.line_wrappers import unwrap_lines
from pages.api.repair.lines.more_lines import other_lists, repeats, with_combos
from pages.api.repair.lines.numbered_fields import with_numbered_lines
from pages.api.repair.orders.order_envelope import (
    Part,
    add_details,
    join_parts,
    list_levels,
    with_texts_read,
    without_voided,
)
from pages.api.repair.orders.order_fields import NAMES_OF_ORDER
from pages.api.repair.orders.order_kinds import is_of_order
from pages.api.repair.orders.order_times import VAGUE_TIMES
from pages.api.repair.orders.shop_fields import answers_of
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import (
    DISH_NAMES,
    ITEM_LISTS,
    MONEY_NAME,
    NO_MORE_LINES,
    PART_OF_ORDER,
)

if TYPE_CHECKING:
    from pages.api.repair.values.repair_log import RepairLog

# What an order that is one line says of the order.
_OF_ORDER = {
    "external_ref", "guest_name", "quoted_for", "language", "source", "service", "table", "phone", *VAGUE_TIMES,
}  # fmt: skip
# Lines of one dish are joined, and corrections take some back; more than these are not read at all.
MAX_LINES_READ = 2 * MAX_ITEMS_OF_ORDER
_COURSE = re.compile(r"seat|guest|course|round")
# They say what a message is about.
_EVENT_NAMES = ("event", "event_type", "topic", "type")
# News of the menu, such as "product.updated".
_NEWS = re.compile(r"(product|item|dish|price)s?\W", re.IGNORECASE)
# An order in words, unless it only says which one: "Order 1042".
_SPOKEN = re.compile(
    r"((my|your|the)_)?order(_(text|details?|list|here))?|what_(would|do|can)_\w*_?you_\w+_to_(order|eat)\W*"
    r"|((mi|tu|su|seu|meu)_)?pedido|((ihre|deine|meine)_)?bestellung|((votre|ma)_)?commande|((il_)?(tuo|mio|vostro)_)?ordine"
    r"|((uw|jouw|mijn)_)?bestelling|zam[oó]wienie|sipari[sş]|(ご)?注文(内容)?|订单|点餐|الطلب|طلبك|주문(내용)?"
)
_REFERENCE = re.compile(r"\w+ (no\.? ?)?\W?\w*\d\w*", re.IGNORECASE)


def find_order(body: Mapping[str, Any], repairs: RepairLog) -> dict[str, Any]:
    """Return the fields of the order with its lines as `items`, from the parts nearest to the top that have lines."""
    fields = with_numbered_lines(with_texts_read(with_combos(snake_names(body))))
    return add_details(_find_lines(fields, repairs), repairs)


def _find_lines(fields: dict[str, Any], repairs: RepairLog) -> dict[str, Any]:
    if (lines := _lines_of(fields)) is not None:
        return _with_more_lines(_as_items(fields, lines, repairs), lines, repairs)
    levels = list_levels(fields)
    for level in levels:
        if found := [part for part in level if _lines_of(part[-1].fields) is not None]:
            return _join_parts(found, repairs)
    if (order := _find_unnamed_lines(fields, repairs)) is not fields:
        return order
    said = next((name for name in (*_EVENT_NAMES, "status") if fields.get(name)), "")
    if name := next((name for name in fields if not said and _SPOKEN.fullmatch(name) and _is_spoken(fields[name])), ""):
        repairs.say(name, "was taken as items")
        return {key: one for key, one in fields.items() if key != name} | {"items": fields[name]}
    for level in levels:
        if found := [part for part in level if _is_sure_order(part)]:
            named = [
                (*around, last._replace(fields=_find_unnamed_lines(last.fields, repairs))) for *around, last in found
            ]
            return _join_parts(named, repairs)
    objects = (fields, *(part[-1].fields for level in levels for part in level))
    return next((order for one in objects if (order := _find_answers(answers_of(one), repairs))), fields)


# A form sends each question with its answer.
def _find_answers(answers: dict[str, Any], repairs: RepairLog) -> dict[str, Any]:
    lines = _lines_of(answers)
    if lines is None and not is_sure_dish(answers):
        return {}
    repairs.say("", "the answers of a form were taken as the order")
    if lines is not None:
        return _as_items(answers, lines, repairs)
    return _find_unnamed_lines({"quantity": 1} | answers, repairs)


# Within an envelope: lines under a name that nobody foresaw, or one dish with its quantity, as a form sends it.
def _is_sure_order(part: Part) -> bool:
    layer = part[-1]
    is_dish = is_sure_dish(layer.fields) and has_quantity(layer.fields)
    if not is_dish and all(NO_MORE_LINES.search(name) for name in unnamed_lists(layer.fields)):
        return False
    names = [name for name in layer.path.split("/") if not _COURSE.search(name)]
    events = [one.fields[name][:60] for one in part for name in _EVENT_NAMES if is_text(one.fields.get(name))]
    if any(map(_NEWS.match, events)):
        return False
    return not any(MONEY_NAME.search(said) or NO_MORE_LINES.search(said) for said in (*names, *events))


def _join_parts(found: list[Part], repairs: RepairLog) -> dict[str, Any]:
    kept = without_voided(found)
    parts, lines = [], []
    for *around, layer in kept[:MAX_LINES_READ]:
        part = _with_more_lines(layer.fields, _lines_of(layer.fields), repairs)
        repairs.say(layer.path, "was taken as the order")
        lines += unwrap_lines(_lines_of(part))
        parts.append((*around, layer._replace(fields=part)))
    if len(kept) > MAX_LINES_READ:
        return {"items": [*lines, *kept[MAX_LINES_READ:]]}
    # The lines of one part are read as those of an order without an envelope are.
    items = lines if len(parts) > 1 else _lines_of(parts[0][-1].fields)
    order = join_parts(parts, repairs) | {"items": items}
    # Beside seats or courses lie more lines of the same order.
    if not PART_OF_ORDER.search(parts[0][-1].path):
        return order
    vague = {name: rows for name, rows in unnamed_lists(order).items() if not all(map(_is_named, rows))}
    sure = {name: one for name, one in order.items() if name not in vague}
    return vague | _with_more_lines(sure, items, repairs)


# A label may be that of anything.
def _is_named(line: Mapping[str, Any]) -> bool:
    return bool((DISH_NAMES - {"label", "description"}) & snake_names(line).keys())


# Drinks may lie in a list of their own. One that names a dish again only repeats the lines, as a receipt does.
def _with_more_lines(order: dict[str, Any], lines: object, repairs: RepairLog) -> dict[str, Any]:
    if not isinstance(lines, list):
        return order
    name = next(name for name in ITEM_LISTS if order.get(name) is lines)
    found = {
        other: rows
        for other, rows in unnamed_lists(order).items()
        if all(map(has_quantity, rows)) and not NO_MORE_LINES.search(other)
    }
    found |= other_lists({key: one for key, one in order.items() if key != name})
    more = {other: rows for other, rows in found.items() if not repeats(lines, rows)}
    for other in more:
        repairs.say(other[:60], "was added to items")
    joined = [line for value in (lines, *more.values()) for line in value]
    return {key: one for key, one in order.items() if key not in more} | ({name: joined} if more else {})


# An order may be one such line as well.
def _find_unnamed_lines(fields: dict[str, Any], repairs: RepairLog) -> dict[str, Any]:
    if found := unnamed_lists(fields):
        lists = {name: one for name, one in found.items() if not NO_MORE_LINES.search(name)}
        lists = lists or dict([next(iter(found.items()))])
        for name in lists:
            repairs.say(name[:60], "was taken as items")
        lines = [line for value in lists.values() for line in value]
        return {key: one for key, one in fields.items() if key not in lists} | {"items": lines}
    if not is_line(fields):
        return fields
    repairs.say("", "the object was taken as one dish")
    dish = next((fields[name].strip() for name in SURE_DISHES if is_named_dish(fields, name)), "")
    # A code, or the name again, leaves the name to the dish.
    is_other = dish and not re.fullmatch(r"\S*[\d_-]\S*", dish) and dish != str(fields.get("name")).strip()
    if is_text(fields.get("name")) and is_other:
        repairs.say("name", "was taken as guest_name")
        fields = {"guest_name": fields["name"]} | {name: one for name, one in fields.items() if name != "name"}
    of_order = {
        name for name in fields if name in _OF_ORDER or name in NAMES_OF_ORDER or is_of_order(name, fields[name])
    }
    return {"items": [{name: one for name, one in fields.items() if name not in of_order}]} | {
        name: one for name, one in fields.items() if name in of_order
    }


def _is_spoken(value: object) -> bool:
    return isinstance(value, str) and " " in value.strip() and not says_only_number(value)


def says_only_number(text: str) -> bool:
    """Whether a text only says which order it is: "Order 1042"."""
    return bool(_REFERENCE.fullmatch(text.strip()[:60]))


def has_lines(body: Mapping[str, Any]) -> bool:
    """Whether an object has lines of its own, as an order has."""
    return _lines_of(snake_names(body)) is not None


# A cart that has lines of its own is none, and a number of lines neither.
def _lines_of(fields: Mapping[str, Any]) -> object:
    found = (fields[name] for name in ITEM_LISTS if fields.get(name))
    return next((one for one in found if _are_lines(one)), None)


def _are_lines(value: object) -> bool:
    if isinstance(value, Mapping):
        return not has_lines(value)
    return isinstance(value, list) or (isinstance(value, str) and not value.strip().isdecimal())


# Where `items` is the number of the lines, these lie under another name.
def _as_items(fields: dict[str, Any], lines: object, repairs: RepairLog) -> dict[str, Any]:
    if not fields.get("items") or fields["items"] is lines:
        return fields
    name = next(name for name in ITEM_LISTS if fields.get(name) is lines)
    repairs.say(name, "was taken as items")
    return {key: one for key, one in fields.items() if key != name} | {"items": lines}
