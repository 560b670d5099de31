"""Cell numbers: numbers, amounts and currencies as people and spreadsheets write them.

12,5 and 8 min; 1.234,50 €, $8.50, 850円 and 3,-.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from babel import Locale
from babel.numbers import is_currency

SEPARATORS = str.maketrans({"٫": ".", "٬": ",", "，": ",", "．": ".", "’": "'"})  # noqa: RUF001  of other scripts
_GROUPED = re.compile(r"\d{1,3}([., '])\d{3}(?:\1\d{3})*")
# What names the currency may stand before or after the amount; ",-" and "/-" say that there are no cents.
_MONEY = re.compile(
    r"((?:[^\d.,\-−–—]|(?<=[^\W\d_])\.)*)((?:\d[\d., ']*)?[.,]?\d)(?:[.,/]?[-–—]+)?([^\d,-]*)"  # noqa: RUF001  dashes
)
_CURRENCY = re.compile(r"[^\W\d_]*\$|[^\W\d_]+|[€£₺¥￥]")
_NAMES = {
    "€": "EUR", "EUR": "EUR", "EURO": "EUR", "EUROS": "EUR", "£": "GBP", "ZŁ": "PLN", "ZL": "PLN", "₺": "TRY",
    "TL": "TRY", "R$": "BRL", "円": "JPY", "元": "CNY", "US$": "USD", "FR": "CHF", "SFR": "CHF",
}  # fmt: skip
# Signs that currencies share, with the one that is meant where the restaurant's own has another sign.
_SHARED_SIGNS = {"$": "USD", "¥": "JPY", "￥": "JPY", "KR": "SEK"}
_THOUSAND_DIGITS = 3
_NO_DIGIT = re.compile(r"\D")
_MINUTES = re.compile(r"\s*(?:['′]|m(?:in\w*)?|dk|dakika|分|分钟|分間|د|دقيقة|دقائق)\.?$", re.IGNORECASE)  # noqa: RUF001  a prime


def read_number(cell: str) -> float | None:
    """Return a finite number, or None."""
    try:
        number = float(cell.translate(SEPARATORS).replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read_minutes(cell: str) -> float | None:
    """Return minutes, with or without the word for them, or None."""
    return read_number(_MINUTES.sub("", cell))


def split_money(cell: str) -> tuple[str, str] | None:
    """Return the digits of an amount with their separators, and the words around them; None for what is no amount."""
    found = _MONEY.fullmatch(" ".join(cell.translate(SEPARATORS).split()))
    return (found[2], f"{found[1]} {found[3]}") if found else None


def read_amount(digits: str, places: int) -> Decimal | None:
    """Return an amount of a currency with so many decimal places, or None.

    Nobody can say what "1.234" means in a currency of two places, so it is None.
    """
    point = max(digits.rfind("."), digits.rfind(","))
    separator = digits[point] if point >= 0 else ""
    whole, fraction = (digits[:point], digits[point + 1 :]) if separator else (digits, "")
    if len(fraction) == _THOUSAND_DIGITS and (places == 0 or separator in whole):
        whole, fraction = digits, ""
    if len(fraction) != _THOUSAND_DIGITS and not fraction.strip("0"):
        fraction = ""
    is_unclear = not digits or len(fraction) > places or (fraction and separator in whole)
    if is_unclear or not _is_whole(whole):
        return None
    return Decimal(f"0{_NO_DIGIT.sub('', whole)}.{fraction or 0}")


def read_currency(words: str, default: str) -> str:
    """Return the currency (ISO 4217) that a sign, a code or a name says; `default` for words that say none."""
    for found in _CURRENCY.finditer(words):
        word = found[0]
        if (name := word.upper()) in _NAMES:
            return _NAMES[name]
        if word.isupper() and is_currency(word):
            return name
        if name in _SHARED_SIGNS:
            return default if _has_sign(default, name) else _SHARED_SIGNS[name]
    return default


def _is_whole(digits: str) -> bool:
    return not digits or digits.isdecimal() or bool(_GROUPED.fullmatch(digits))


def _has_sign(currency: str, sign: str) -> bool:
    symbols = [Locale.parse(one).currency_symbols.get(currency, "") for one in ("en", "sv")]
    return any(sign.replace("￥", "¥") in symbol.upper() for symbol in symbols)
