"""Number repair: quantities, minutes and prices in the forms that senders write."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_precision

from domain.prices import MAX_PRICE

# What is longer, or has more digits before or behind its point, counts nothing that is sold, and takes long to read.
MAX_NUMBER_CHARS = 60
MAX_NUMBER_DIGITS = 30
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?|[-+]?[.,]\d+")
# 1/2, 1 1/2, and the signs of fractions once they are written out; 1.234,5 and 1,234.5.
_FRACTION = re.compile(r"(?:(\d{1,4}) +)?\b(\d{1,3})[/\u2044]([1-9]\d{0,2})\b")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:,\d{3})+\.\d+")
# 两份, 三個, 二つ
_HAN_NUMBER = re.compile(r"([一二两兩三四五六七八九十])\s?[份个個碗杯盘盤瓶人前つ枚本件串只隻]{0,2}")
_PAIR = str.maketrans("两兩", "二二")
_MEASURE = re.compile(
    r"(\d+(?:[.,]\d+)?) ?"
    r"(?:(kg|kgs|kilos?|l|lt|lit(?:er|re|ro)s?|lbs?)|(?:g|gr|grs|grams?|gramos?|gramm|ml|cl|dl|oz))\.?",
    re.IGNORECASE,
)
_ISO_MINUTES = re.compile(r"P(?:(\d{1,6})D)?T?(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?")
# 1h, 1 hour 30, 1h30m, 1:30
HOURS = re.compile(
    r"(\d{1,3}(?:[.,]\d+)?)\s*(?:h|hr|hrs|hours?|horas?|heures?|std|stunden?|or[ae]|uur|:)\.?\s*(?:(\d{1,2})\s*(?:m|min|mins|minutes?|minutos?)?)?"
)


def read_decimal(value: object) -> Decimal | None:
    """Return a finite number, or None: 2, 2.0, "2", "2,5", "2x", "x 2"."""
    match value:
        case [one]:
            return read_decimal(one)
        case {"value": one} | {"amount": one}:
            return read_decimal(one)
        case bool():
            return None
        case str():
            text = value.strip()
            return _read_digits(text.replace("\u2212", "-")) if len(text) <= MAX_NUMBER_CHARS else None
        case int() | float():
            return _bounded(Decimal(str(value)))
        case _:
            return None


def _read_digits(text: str) -> Decimal | None:
    if found := _HAN_NUMBER.fullmatch(text):
        return Decimal("一二三四五六七八九十".index(found[1].translate(_PAIR)) + 1)
    with suppress(InvalidOperation):
        return _bounded(Decimal(text))
    if found := _FRACTION.search(_write_out_fractions(text)):
        return Decimal(found[1] or 0) + Decimal(found[2]) / Decimal(found[3])
    if found := _GROUPED.search(text):
        digits, point = found[0], max(found[0].rfind("."), found[0].rfind(","))
        return Decimal(re.sub("[.,]", "", digits[:point]) + "." + digits[point + 1 :])
    found = _NUMBER.search(text)
    return Decimal(found[0].replace(",", ".")) if found else None


# 1½ is written as one word: a space parts it, or it would be 11/2.
def _write_out_fractions(text: str) -> str:
    parted = "".join(f" {c}" if unicodedata.decomposition(c).startswith("<fraction>") else c for c in text)
    return unicodedata.normalize("NFKC", parted)


def _bounded(number: Decimal) -> Decimal | None:
    return number if number.is_finite() and abs(number.adjusted()) <= MAX_NUMBER_DIGITS else None


def read_measure(value: object) -> str | None:
    """Return the portions of a quantity with a unit of measure: 2 of 2 kg, 1 of 350 g; None for one without."""
    found = _MEASURE.fullmatch(value.strip()) if isinstance(value, str) else None
    return found and (found[1] if found[2] else "1")


def read_minutes(value: object) -> float | None:
    """Return minutes from a number, a numeric text, hours (1h 30) or an ISO 8601 duration (PT15M), or None."""
    if isinstance(value, str) and (found := _ISO_MINUTES.fullmatch(value.strip().upper())) and any(found.groups()):
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return (days * 24 + hours) * 60 + minutes + seconds / 60
    if isinstance(value, str) and (found := HOURS.fullmatch(value.strip().lower())):
        return float(found[1].replace(",", ".")) * 60 + int(found[2] or 0)
    number = read_decimal(value)
    return None if number is None else float(number)


def read_price(value: object, currency: str) -> int | None:
    """Return minor units, or None. A number is in minor units already; a text such as "8.50" is as people write it."""
    number = read_decimal(value)
    if number is None:
        return None
    sent = (
        next((value[name] for name in ("amount", "value") if name in value), None) if isinstance(value, dict) else value
    )
    is_major = isinstance(sent, str) and bool(re.search(r"\d[.,]\d", sent))
    minor = number.scaleb(get_currency_precision(currency)) if is_major else number
    return int(minor) if minor == minor.to_integral_value() and abs(minor) <= MAX_PRICE else None
