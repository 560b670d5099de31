"""Field types of the schemas: bounded texts, names, quantities, times (RFC 3339 in UTC) and parameters."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import Header, Path, Query
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from domain.commands import Tap
from domain.intake import MAX_LANGUAGE_CHARS, MAX_NOTE_CHARS, MAX_REFERENCE_CHARS
from domain.item import MAX_QUANTITY
from domain.menu import MAX_NAME_CHARS
from domain.modifiers import whole
from domain.prices import MAX_PRICE
from domain.text import has_controls, is_readable, limit_marks

if TYPE_CHECKING:
    from collections.abc import Collection

KEY_HEADER = "Idempotency-Key"
MAX_KEY_CHARS = 200
_TAPS = {tap.value.replace("_", ""): tap for tap in Tap}
_MAX_DISTANCE = timedelta(days=366)


def _printable(text: str) -> str:
    if has_controls(text):
        raise ValueError("must not contain control characters")
    return limit_marks(text)


def _visible(text: str) -> str:
    if not is_readable(text):
        raise ValueError("must have letters that show")
    return text


def to_utc(at: datetime) -> datetime:
    """Return a time in UTC; raises ValueError at the ends of the calendar."""
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("must lie within the years 1 to 9999 in UTC") from error


def _within_a_year(at: datetime) -> datetime:
    if abs(at - datetime.now(UTC)) > _MAX_DISTANCE:
        raise ValueError("must lie within a year of now")
    return at


def _rfc3339(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_NOTE_CHARS), AfterValidator(_printable)]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME_CHARS),
    AfterValidator(_printable),
    AfterValidator(_visible),
]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_NAME_CHARS), AfterValidator(_printable)]
Whole = Annotated[float, PlainSerializer(whole, return_type=int | float)]
Reference = Annotated[str, StringConstraints(min_length=1, max_length=MAX_REFERENCE_CHARS, pattern=r"^[\x21-\x7e]+$")]
LanguageTag = Annotated[
    str, StringConstraints(pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$", max_length=MAX_LANGUAGE_CHARS)
]
Time = Annotated[datetime, PlainSerializer(_rfc3339, return_type=str)]
Moment = Annotated[AwareDatetime, AfterValidator(_within_a_year)]


def read_tap(word: object) -> object:
    """Return the tap that a word names in any case and however its parts are joined, or what was given."""
    return _TAPS.get(re.sub(r"[\W_]", "", word.lower()), word) if isinstance(word, str) else word


def one_of(taps: Collection[Tap]) -> tuple[BeforeValidator, WithJsonSchema]:
    """Return the annotations of a Tap that must be one of these; it is read in any case: `hand-over`, `handOver`."""
    names = [tap.value for tap in Tap if tap in taps]

    def read(word: object) -> object:
        tap = read_tap(word)
        if tap not in names:
            raise ValueError(f"must be one of {', '.join(names)}")
        return tap

    return BeforeValidator(read), WithJsonSchema({"type": "string", "enum": names})


Quantity = Annotated[float, Field(gt=0, le=MAX_QUANTITY, multiple_of=0.001, allow_inf_nan=False, strict=True)]
SeenVersion = Annotated[
    int | None, Field(ge=1, le=2**31, strict=True, description="refuse when the order has moved on")
]
Service = Literal["dine_in", "pickup", "delivery"]
Price = Annotated[
    int | None, Field(ge=-MAX_PRICE, le=MAX_PRICE, strict=True, description="of one portion, in minor units (cents)")
]
Currency = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$"), Field(description="ISO 4217")]
DeliveryId = Annotated[int, Query(ge=1, le=2**31)]
Id = Annotated[str, Path(min_length=1, max_length=64)]
Key = Annotated[
    str | None, Header(min_length=1, max_length=MAX_KEY_CHARS, description="the same key and body: the same order")
]
