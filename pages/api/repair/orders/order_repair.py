"""Order repair: brings a sender's order into the one form that `OrderIn` accepts, and says each repair.

Form comes before substance: an order that a cook could cook is never refused for the way it is written. What cannot
be read at all (no JSON object, no dish) raises UnreadableOrder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from domain.amendment import MAX_ITEMS_OF_ORDER
from domain.menu import MAX_NAME_CHARS, Menu
from pages.api.repair.lines.dish_recognition import is_dish_of_meal
from pages.api.repair.lines.item_lines import add_named_dishes, list_lines
from pages.api.repair.lines.item_repair import ItemRepair
from pages.api.repair.orders import order_details as details
from pages.api.repair.orders.nested_notes import notes_within
from pages.api.repair.orders.order_fields import (
    DETAILS,
    ORDER_SYNONYMS,
    PHONE,
    fields_of_person,
    join_names,
    name_of,
    phone_of,
    read_flags,
    synonyms_of,
)
from pages.api.repair.orders.order_kinds import find_kinds
from pages.api.repair.orders.order_shape import MAX_LINES_READ, find_order, has_lines, says_only_number
from pages.api.repair.orders.order_times import join_day, keep_time, settle_time, take_time_ahead
from pages.api.repair.orders.shop_fields import spread_pairs
from pages.api.repair.values.body_reading import read_text_body
from pages.api.repair.values.line_names import is_ended
from pages.api.repair.values.note_texts import KEY_NAME, NOTE_NAME
from pages.api.repair.values.repair_log import RepairLog, join_texts
from pages.api.repair.values.text_repair import repair_language
from pages.api.repair.values.time_repair import counts_from_now, read_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

# An order that comes so much too late was hardly meant for that time.
MAX_LATE = timedelta(days=1)


class UnreadableOrder(Exception):
    """The body names no dish that a cook could cook; the message says what to send."""


@dataclass
class OrderRepair:
    """Repairs one order. `zone` reads times without an offset; `now` is UTC.

    `menu` tells a quantity in a dish's name. What was repaired is in `repairs`.
    """

    zone: ZoneInfo
    now: datetime
    repairs: RepairLog = field(default_factory=RepairLog)
    menu: Menu = field(default_factory=Menu)

    def repair(self, body: object) -> dict[str, Any]:
        """Return the order's fields in the form of `OrderIn`; raises UnreadableOrder."""
        read = self.read(body)
        if not read["items"]:
            raise UnreadableOrder('The order names no dish. Send "items" with a "name" each.')
        _check_count(len(read["items"]), MAX_ITEMS_OF_ORDER)
        return read

    def read(self, body: object) -> dict[str, Any]:
        """Return as much of the order as can be read, perhaps no item; raises UnreadableOrder for no JSON object."""
        try:
            return self._read(body)
        except RecursionError:
            raise UnreadableOrder("The order is nested too deeply.") from None

    def _read(self, body: object) -> dict[str, Any]:
        spread = spread_pairs(self._unwrap(body), self.repairs)
        sent = join_names(find_kinds(settle_time(spread, self.repairs, self._is_time), self.repairs, self._is_time))
        timed = join_day(self.repairs.rename("", sent, synonyms_of(sent)), self.repairs)
        order, flag = read_flags(take_time_ahead(timed, self.repairs, self.zone, self.now))
        if flag:
            self.repairs.say(flag, f"was read as {order['service']}")
        if isinstance(sent_guest := order.get("guest_name"), Mapping):
            guest = fields_of_person(sent_guest)
            order = self._person(guest) | order | {"guest_name": name_of(guest)}
        readers = self._readers()
        order = self.repairs.join_notes("", self._described(order), {*readers, "items"})
        if within := notes_within(spread, self.repairs):
            order |= {"note": join_texts(order.get("note"), within)}
        order = keep_time(order, self.repairs, self.zone, self.now)
        self.repairs.ignore_unknown("", order, {*readers, "items"})
        lines = list_lines(order.get("items"), self.menu, self.repairs)
        _check_count(len(lines), MAX_LINES_READ)
        repaired = {name: read(order[name]) for name, read in readers.items() if name in order}
        items = ItemRepair(self.repairs, str(repaired.get("currency", "")), self.menu)
        return repaired | {"items": items.repair_lines(lines)}

    def rename_details(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was sent with our names for the details of an order."""
        return self.repairs.rename("", sent, {k: v for k, v in ORDER_SYNONYMS.items() if v in DETAILS})

    def read_details(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Return details of an order, repaired."""
        readers = self._readers()
        return {name: readers[name](value) for name, value in sent.items()}

    def _readers(self) -> dict[str, Callable[[Any], Any]]:
        return {
            "guest_name": lambda v: self.repairs.read_line("guest_name", v, MAX_NAME_CHARS),
            "note": lambda v: self.repairs.read_note("note", v),
            "table": lambda v: details.repair_table(self.repairs, v),
            "phone": lambda v: details.repair_phone(self.repairs, v),
            "source": lambda v: details.repair_source(self.repairs, v),
            "service": lambda v: details.repair_service(self.repairs, v),
            "language": lambda v: self.repairs.add("language", repair_language(v)),
            "external_ref": lambda v: details.repair_external_ref(self.repairs, v),
            "quoted_for": self._time,
            "currency": lambda v: self.repairs.read_currency("currency", v),
        }

    def _unwrap(self, body: object) -> Mapping[str, Any]:
        if isinstance(body, str):
            self.repairs.say("", "the text was read as JSON")
            body = read_text_body(body)
        if isinstance(body, list) and len(body) == 1 and isinstance(body[0], Mapping):
            self.repairs.say("", "the list around the order was taken off")
            body = body[0] if find_order(body[0], RepairLog()).get("items") else {"items": body}
        if isinstance(body, list) and not any(isinstance(one, Mapping) and has_lines(one) for one in body):
            self.repairs.say("", "the list was taken as the order's lines")
            body = {"items": body}
        if not isinstance(body, Mapping):
            raise UnreadableOrder('Send one JSON object, such as {"items": [{"name": "Garlic Naan"}]}.')
        if not has_lines(body) and is_dish_of_meal(body, self.menu):
            body = {"quantity": 1, **body}
        order = add_named_dishes(find_order(body, self.repairs), self.menu, self.repairs)
        if is_ended(body) or is_ended(order):
            raise UnreadableOrder("The order says that it is cancelled.")
        return order

    # Where nothing else can be a note, a guest's words lie there.
    def _described(self, order: Mapping[str, Any]) -> dict[str, Any]:
        said = order.get("description")
        has_note = any(NOTE_NAME.search(name) and not KEY_NAME.search(name) for name in order)
        if has_note or not isinstance(said, str) or says_only_number(said):
            return dict(order)
        self.repairs.say("description", "was taken as note")
        return {name: one for name, one in order.items() if name != "description"} | {"note": said}

    def _person(self, guest: Mapping[str, Any]) -> dict[str, Any]:
        found = {name: phone_of(one) for name, one in guest.items() if PHONE.fullmatch(name)}
        numbers = {name: one for name, one in found.items() if one and one is not True}
        phone = numbers.get("phone") or next(iter(numbers.values()), None)
        self.repairs.say("guest_name", "name and phone were read from the object")
        return {} if phone is None else {"phone": phone}

    def _is_time(self, value: object) -> bool:
        return read_time(value, self.zone, self.now)[0] is not None

    def _time(self, value: object) -> datetime | None:
        at, said = read_time(value, self.zone, self.now)
        if counts_from_now(value, self.zone, self.now):
            self.repairs.time_said = str(value)
        if said:
            self.repairs.say("quoted_for", said)
        if at and at < self.now - MAX_LATE:
            self.repairs.say("quoted_for", f"was over on {at:%Y-%m-%d}; the order is late from the first")
        return at


def _check_count(count: int, limit: int) -> None:
    if count > limit:
        raise UnreadableOrder(f"The order has {count} lines; send at most {MAX_ITEMS_OF_ORDER} in one order.")
