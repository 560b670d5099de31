"""Mistakes in the settings, each answered with what to write instead: nothing that was written is passed over."""

from __future__ import annotations

import logging
import os
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dotenv.parser import parse_stream
from pydantic import ValidationError

from storage.files import OperatorError
from storage.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OURS = "ORDERBELL"
_NAMES = [name.upper() for name in Settings.model_fields]
_FULL_NAMES = [f"{_OURS}_{name}" for name in _NAMES]
_FILE = Path(".env")
# Measured on our names: a letter left out, doubled or swapped gives 0.9 or more, ORDER_HOST 0.83.
_ALIKE = 0.85


class SettingsError(OperatorError):
    """The settings cannot be taken as they are; the message has a line for each mistake."""


def load_settings(flags: list[str]) -> Settings:
    """Read the settings from flags, environment and .env; raises Mistaken."""
    logging.getLogger("dotenv").setLevel(logging.CRITICAL)  # what it says of a broken line, we say with what to do
    try:
        said = [*_in_environment(), *_in_file(_FILE)]
        settings = Settings(_cli_parse_args=flags, _cli_prog_name="main.py")
    except ValidationError as error:
        said += mistakes(error)
    except (OSError, UnicodeError) as error:
        said = [f"{_FILE.absolute()} cannot be read ({error}): make it a text file in UTF-8 that this user may read"]
    if said:
        raise SettingsError("\n  ".join(("OrderBell cannot start with these settings:", *said)))
    return settings


def mistakes(error: ValidationError) -> list[str]:
    """Return one line a mistake: the setting, what was written, and what to write instead."""
    return [_mistake(e["loc"], _instead(e["type"], e.get("ctx", {}), e["msg"]), e["input"]) for e in error.errors()]


# A name that is misspelt would do nothing, in silence: guests would get links that lead nowhere, and nobody knew why.
def _in_environment() -> Iterator[str]:
    for name in os.environ:
        if _is_meant_for_us(name):
            yield from _unknown(name, "")


def _in_file(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig") as file:
        for line in parse_stream(file):
            text = line.original.string
            blank_before = text[: len(text) - len(text.lstrip())].count("\n")
            place = f" in {path.absolute()}, line {line.original.line + blank_before}"
            if line.error or (line.key and line.value is None):
                yield f"What stands{place} is no setting: write it like {_OURS}_PORT=8080"
            elif line.key and (_is_meant_for_us(line.key) or line.key.upper() in _NAMES):
                yield from _unknown(line.key, place)


def _unknown(name: str, place: str) -> Iterator[str]:
    if name.upper() not in _FULL_NAMES:
        nearest = _nearest(name.upper())
        instead = f"did you mean {nearest}?" if nearest else "take it out; README names all there are"
        yield f"{name}{place} is no setting: {instead}"


def _is_meant_for_us(name: str) -> bool:
    return name.upper().startswith(_OURS) or bool(get_close_matches(name.upper(), _FULL_NAMES, n=1, cutoff=_ALIKE))


def _nearest(name: str) -> str:
    if alike := get_close_matches(name, _FULL_NAMES, n=1, cutoff=_ALIKE):
        return alike[0]
    alike = get_close_matches(name.removeprefix(_OURS).lstrip("_"), _NAMES, n=1)
    return f"{_OURS}_{alike[0]}" if alike else ""


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
    return f"{_OURS}_{name.upper()}{shown}: {message.removeprefix('Value error, ')}"
