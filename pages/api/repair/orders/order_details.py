"""Order details: the phone, table, source, reference and kind of service of an order, in the form of `OrderIn`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.menu import MAX_NAME_CHARS
from pages.api.repair.lines.line_fields import is_only_id
from pages.api.repair.orders.order_places import without_table_word
from pages.api.repair.orders.order_references import stands_for_nothing
from pages.api.repair.values.service_words import read_service
from pages.api.repair.values.text_repair import repair_reference

if TYPE_CHECKING:
    from pages.api.repair.values.repair_log import RepairLog

MAX_PHONE_CHARS = 40


def repair_phone(repairs: RepairLog, value: object) -> str:
    """Return a phone number, or an empty text for what is none."""
    phone = repairs.read_line("phone", value, MAX_PHONE_CHARS)
    if phone and not any(char.isdigit() for char in phone):
        repairs.say("phone", "is no number; left out")
        return ""
    return phone


def repair_table(repairs: RepairLog, value: object) -> str:
    """Return the name of a table, or an empty text for what only refers to one."""
    if is_only_id(value):
        repairs.say("table", "is only a reference; left out")
        return ""
    said = repairs.read_line("table", value, MAX_NAME_CHARS)
    table = without_table_word(said)
    if table != said:
        repairs.say("table", f"was read as {table}")
    return table


def repair_source(repairs: RepairLog, value: object) -> str:
    """Return where an order comes from. A till counts its channels; the name of the API key says more."""
    source = repairs.read_line("source", value, MAX_NAME_CHARS)
    if source.isdecimal():
        repairs.say("source", "is only a number; left out")
        return ""
    return source


def repair_external_ref(repairs: RepairLog, value: object) -> str | None:
    """Return the number of an order, or None for what a till writes that has none."""
    if stands_for_nothing(value):
        repairs.say("external_ref", "stands for no number; left out")
        return None
    return repairs.add("external_ref", repair_reference(value, MAX_NAME_CHARS)) or None


def repair_service(repairs: RepairLog, value: object) -> str | None:
    """Return the kind of service, or None for a text that says none."""
    text = repairs.read_line("service", value, MAX_NAME_CHARS)
    service = read_service(text) if text else None
    if service and text != service:
        repairs.say("service", f"was read as {service}")
    elif text and not service:
        repairs.say("service", "is none of dine_in, pickup, delivery; left out")
    return service
