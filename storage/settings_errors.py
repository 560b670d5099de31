"""Loading of the settings, with one message for each mistake. A line that has no effect counts as a mistake."""

from __future__ import annotations

import logging
import os
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dotenv.parser import parse_stream
from pydantic import ValidationError
from typing_extensions import override

from storage.errors import SettingsError
from storage.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PREFIX = "ORDERBELL"
_NAMES = [name.upper() for name in Settings.model_fields]
_VARIABLES = [f"{_PREFIX}_{name}" for name in _NAMES]
_FILE = Path(".env")
# difflib ratio: a letter missing, doubled or swapped in one of our names gives 0.9 or more; ORDER_HOST gives 0.83.
_MIN_SIMILARITY = 0.85


def load_settings(flags: list[str]) -> Settings:
    """Read the settings from flags, environment and .env; raises SettingsError."""
    logging.getLogger("dotenv").setLevel(logging.CRITICAL)  # we report broken lines ourselves
    try:
        problems = [*_check_environment(), *_check_file(_FILE)]
        settings = Settings(_cli_parse_args=flags, _cli_prog_name="main.py")
    except ValidationError as error:
        problems += describe_errors(error)
    except (OSError, UnicodeError) as error:
        problems = [
            f"{_FILE.absolute()} cannot be read ({error}): make it a text file in UTF-8 that this user may read"
        ]
    if problems:
        raise SettingsError("\n  ".join(("OrderBell cannot start with these settings:", *problems)))
    return settings


class Advice(NamedTuple):
    """What to write instead: a message, and the limit that it names."""

    message: str
    limit: str = ""

    @override
    def __str__(self) -> str:
        return self.message.format(limit=self.limit) if self.limit else self.message


def advise(error: ValidationError) -> list[Advice]:
    """Return what to write instead, for each error."""
    return [_advise(e["type"], e.get("ctx", {}), e["msg"]) for e in error.errors()]


def describe_errors(error: ValidationError) -> list[str]:
    """Return one line for each error: the setting, the value, and what to write instead."""
    return [_describe(e["loc"], str(say), e["input"]) for e, say in zip(error.errors(), advise(error), strict=True)]


# A misspelt name has no effect and no error: guests would get links that do not work, without a hint why.
def _check_environment() -> Iterator[str]:
    for name in os.environ:
        if _is_probably_ours(name):
            yield from _check_name(name, "")


def _check_file(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig") as file:
        for line in parse_stream(file):
            text = line.original.string
            blank_before = text[: len(text) - len(text.lstrip())].count("\n")
            place = f" in {path.absolute()}, line {line.original.line + blank_before}"
            if line.error or (line.key and line.value is None):
                yield f"The text{place} is not a setting: write it like {_PREFIX}_PORT=8080"
            elif line.key and (_is_probably_ours(line.key) or line.key.upper() in _NAMES):
                yield from _check_name(line.key, place)


def _check_name(name: str, place: str) -> Iterator[str]:
    if name.upper() not in _VARIABLES:
        nearest = _find_nearest(name.upper())
        instead = f"did you mean {nearest}?" if nearest else "take it out; README names all there are"
        yield f"{name}{place} is not a setting: {instead}"


def _is_probably_ours(name: str) -> bool:
    return name.upper().startswith(_PREFIX) or bool(
        get_close_matches(name.upper(), _VARIABLES, n=1, cutoff=_MIN_SIMILARITY)
    )


def _find_nearest(name: str) -> str:
    if similar := get_close_matches(name, _VARIABLES, n=1, cutoff=_MIN_SIMILARITY):
        return similar[0]
    similar = get_close_matches(name.removeprefix(_PREFIX).lstrip("_"), _NAMES, n=1)
    return f"{_PREFIX}_{similar[0]}" if similar else ""


def _advise(kind: str, bounds: Mapping[str, Any], message: str) -> Advice:
    plain = {
        "int_parsing": "write a whole number, in digits",
        "int_from_float": "write a whole number, in digits",
        "int_parsing_size": "write a whole number, in digits",
        "float_parsing": "write a number, like 5 or 2.5",
        "bool_parsing": "write true or false",
        "greater_than": "write more than {limit}",
        "greater_than_equal": "write {limit} or more",
        "less_than_equal": "write {limit} or less",
        "string_too_short": "write {limit} character or more",
        "string_too_long": "write {limit} characters or fewer",
        "too_long": "write {limit} stations or fewer",
        "languages": "write one or more of {limit}, with commas between",
    }
    named = ("gt", "ge", "le", "min_length", "max_length", "languages")
    limits = [str(bounds[name]).removesuffix(".0") for name in named if name in bounds]
    return Advice(plain.get(kind, message.removeprefix("Value error, ")), *limits)


def _describe(loc: tuple[int | str, ...], message: str, given: object) -> str:
    name = str(loc[0]) if loc else "settings"
    # An empty value was not given: the machine's own does not do.
    is_hidden = name in {"staff_pin", "owner_pin", "api_key", "wifi_password", "database_url"} or given == ""
    shown = "" if is_hidden or not isinstance(given, str | int | float) else f" is {given!r}, which does not work"
    return f"{_PREFIX}_{name.upper()}{shown}: {message}"
