"""Advice in the reader's language: the settings' own words, which the environment's messages have too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pages.i18n import Translator
    from pages.owner_ports import Advice

_LIMIT = "{limit}"


def advice_text(advice: Advice, t: Translator) -> str:
    """Say what to write instead, as a sentence. Advice that no catalogue has is said in English."""
    says = _texts(t).get(advice.message, advice.message).format(limit=advice.limit)
    return f"{says[:1].upper()}{says[1:]}."


def _texts(t: Translator) -> dict[str, str]:
    return {
        "write a whole number, in digits": t.gettext("write a whole number, in digits"),
        "write a number, like 5 or 2.5": t.gettext("write a number, like 5 or 2.5"),
        "write more than {limit}": t.gettext("write more than {limit}", limit=_LIMIT),
        "write {limit} or more": t.gettext("write {limit} or more", limit=_LIMIT),
        "write {limit} or less": t.gettext("write {limit} or less", limit=_LIMIT),
        "write {limit} character or more": t.gettext("write {limit} character or more", limit=_LIMIT),
        "write {limit} characters or fewer": t.gettext("write {limit} characters or fewer", limit=_LIMIT),
        "write {limit} stations or fewer": t.gettext("write {limit} stations or fewer", limit=_LIMIT),
        "write a zone like Europe/Madrid or America/New_York": t.gettext(
            "write a zone like Europe/Madrid or America/New_York"
        ),
        "write the three letters of a currency (ISO 4217), for example EUR": t.gettext(
            "write the three letters of a currency (ISO 4217), for example EUR"
        ),
        "write a time of day, for example 04:00": t.gettext("write a time of day, for example 04:00"),
        "write it like https://bell.example, with nothing behind the name": t.gettext(
            "write it like https://bell.example, with nothing behind the name"
        ),
        "write the number in digits, for example +34 956 123 456": t.gettext(
            "write the number in digits, for example +34 956 123 456"
        ),
        "write the number with its country code, for example +34 600 123 456": t.gettext(
            "write the number with its country code, for example +34 600 123 456"
        ),
        "write WPA or WEP; an open network has no password": t.gettext(
            "write WPA or WEP; an open network has no password"
        ),
        "write the network's password, 8 to 63 characters, or nothing for an open network": t.gettext(
            "write the network's password, 8 to 63 characters, or nothing for an open network"
        ),
        "write the network's key: 5 or 13 characters, or 10 or 26 digits of 0-9 and A-F": t.gettext(
            "write the network's key: 5 or 13 characters, or 10 or 26 digits of 0-9 and A-F"
        ),
        "write a mailbox you read, for example mailto:owner@restaurant.example": t.gettext(
            "write a mailbox you read, for example mailto:owner@restaurant.example"
        ),
        "write one or more of {limit}, with commas between": t.gettext("choose one language or more"),
        "choose a PNG, JPEG or WebP picture of at most {limit} KB": t.gettext(
            "choose a PNG, JPEG or WebP picture of at most {limit} KB", limit=_LIMIT
        ),
        "write another one than the staff’s and the owner’s": t.gettext(  # noqa: RUF001
            "write another one than the staff’s and the owner’s"  # noqa: RUF001
        ),
        "write 6 to 20 digits": t.gettext("write 6 to 20 digits"),
        "this one is guessed among the first: write digits that do not count, repeat or make a date": t.gettext(
            "this one is guessed among the first: write digits that do not count, repeat or make a date"
        ),
    }
