"""Mistakes in the settings, each answered with what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import ValidationError


def mistakes(error: ValidationError) -> list[str]:
    """Return one line a mistake: the setting, what was written, and what to write instead."""
    return [_mistake(e["loc"], _instead(e["type"], e.get("ctx", {}), e["msg"]), e["input"]) for e in error.errors()]


def _instead(kind: str, bounds: Mapping[str, Any], message: str) -> str:
    plain = {
        "int_parsing": "write a whole number, in digits",
        "float_parsing": "write a number, like 5 or 2.5",
        "bool_parsing": "write true or false",
        "greater_than_equal": f"write {bounds.get('ge', 0):g} or more",
        "less_than_equal": f"write {bounds.get('le', 0):g} or less",
        "string_too_short": f"write {bounds.get('min_length')} character or more",
        "string_too_long": f"write {bounds.get('max_length')} characters or fewer",
    }
    return plain.get(kind, message)


def _mistake(loc: tuple[int | str, ...], message: str, given: object) -> str:
    name = str(loc[0]) if loc else "settings"
    is_secret = name in {"staff_pin", "api_key"}
    shown = "" if is_secret or not isinstance(given, str | int | float) else f" is {given!r}, which does not work"
    return f"ORDERBELL_{name.upper()}{shown}: {message.removeprefix('Value error, ')}"
