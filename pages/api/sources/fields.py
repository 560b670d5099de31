"""Readers that several vendors' orders need: money, options in pairs, names, required parts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision

from domain.sources import OrderState, Unmappable


def part(body: Any, name: str) -> Mapping[str, Any]:
    """Return an object within a body, empty when it is missing."""
    found = body.get(name) if isinstance(body, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def parts(body: Any, name: str) -> list[Mapping[str, Any]]:
    """Return the objects of a list within a body."""
    found = body.get(name) if isinstance(body, Mapping) else None
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def required_id(body: Any, name: str) -> str:
    """Return the id of an order; raises Unmappable without one."""
    value = body.get(name) if isinstance(body, Mapping) else None
    if not isinstance(value, str | int) or isinstance(value, bool) or not str(value).strip():
        raise Unmappable(f'The body has no "{name}", so it is no order.')
    # Half a surrogate pair cannot be stored, and U+0000 not in PostgreSQL.
    return str(value).strip().encode(errors="replace").decode().replace("\0", "?")


def state_by_lines(
    state: OrderState, lines: list[Mapping[str, Any]], is_dish: Callable[[Mapping[str, Any]], bool]
) -> OrderState:
    """Return the state of an order with these lines; it is empty when all are something else than dishes: tips."""
    is_empty = bool(lines) and not any(map(is_dish, lines))
    return OrderState.EMPTY if state is OrderState.ACCEPTED and is_empty else state


def full_name(*people: Mapping[str, Any]) -> str:
    """Return the first name that is given among these people, such as the payer and the recipient."""
    names = (f"{one.get('first_name') or ''} {one.get('last_name') or ''}".strip() for one in people)
    return next(filter(None, names), "")


def with_remark(option: dict[str, Any], remark: str) -> dict[str, Any]:
    """Return an option with what was remarked on it, as the last of the options below it."""
    return option | {"modifiers": [*option["modifiers"], {"name": remark}]} if remark else option


def to_number(quantity: object) -> object:
    """Return a quantity that a vendor writes as text, such as "1.5", as a number; what is none stays as it is."""
    try:
        return float(quantity) if isinstance(quantity, str) else quantity
    except ValueError:
        return quantity


def id_in(body: bytes, name: str) -> str:
    """Return the id of a delivery that its body (JSON) names, empty without one."""
    try:
        return str(json.loads(body)[name])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def to_minor_units(amount: object, currency: str) -> int | None:
    """Return an amount such as "9.50" in minor units (ISO 4217), or None when it cannot be read."""
    try:
        return int((Decimal(str(amount)) * 10 ** get_currency_precision(currency)).to_integral_value())
    except (ArithmeticError, ValueError, TypeError):
        return None


def options_of(pairs: Iterable[Mapping[str, Any]], key: str, value: str) -> list[dict[str, Any]]:
    """Return options written as pairs, such as "Size" and "Large"; keys with an underscore are the vendor's own."""
    named = [(str(one.get(key) or ""), one.get(value)) for one in pairs]
    return [
        {"name": f"{name}: {said}" if name else str(said)}
        for name, said in named
        if isinstance(said, str | int | float) and str(said).strip() and not name.startswith("_")
    ]


def revision_of(time: object) -> str:
    """Return a time (RFC 3339; UTC without an offset) as text that sorts by time, or an empty text."""
    read = time_of(time)
    return read.isoformat(timespec="microseconds") if read else ""


def time_of(*times: object) -> datetime | None:
    """Return the first time that can be read (RFC 3339), in UTC; one without an offset is UTC already."""
    for time in times:
        try:
            read = datetime.fromisoformat(str(time))
            return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            continue
    return None


def note_of(*lines: object) -> str:
    """Return a note of several lines, without empty ones."""
    return "\n".join(str(line).strip() for line in lines if line and str(line).strip())
