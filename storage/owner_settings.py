"""Settings that the owner may change on the settings page; what flags, environment or .env give stands above it."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from storage.machine_zone import find_machine_zone, is_zone
from storage.setting_values import currency_of_zone, is_currency, normalize_origin, split_list

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "zh", "ja", "ar")
# By the network's encryption (IEEE 802.11): a passphrase or the key in hexadecimal digits, and what to write instead.
WIFI_PASSWORDS = {
    "WPA": (
        r".{8,63}|[\da-fA-F]{64}",
        "write the network's password, 8 to 63 characters, or nothing for an open network",
    ),
    "WEP": (
        r".{5}|.{13}|[\da-fA-F]{10}|[\da-fA-F]{26}",
        "write the network's key: 5 or 13 characters, or 10 or 26 digits of 0-9 and A-F",
    ),
}


class OwnerSettings(BaseSettings):
    """What the owner decides about the restaurant. Every default works; each assignment is validated."""

    model_config = SettingsConfigDict(
        env_prefix="ORDERBELL_",
        env_file=".env",
        env_file_encoding="utf-8-sig",  # Notepad writes a byte order mark
        env_ignore_empty=True,  # a blank value counts as not set
        extra="ignore",  # `settings_errors` rejects unknown names and suggests the right one
        str_strip_whitespace=True,
        validate_assignment=True,
        cli_kebab_case=True,
        cli_hide_none_type=True,
    )

    restaurant_name: str = Field("OrderBell", min_length=1, max_length=60, description="the name guests see")
    phone: str = Field("", max_length=40, description="the number that guests call")
    whatsapp: str = Field("", max_length=40, description="the business number that guests write to on WhatsApp")
    address: str = Field("", max_length=200, description="where guests find the restaurant")
    opening_hours: str = Field("", max_length=300, description="in words, for example Tue-Sun 12-23")
    timezone: str = Field("", validate_default=True, description="for example Europe/Madrid; left out, the machine's")
    languages: Annotated[tuple[str, ...], NoDecode] = Field(
        LANGUAGES, description=f"languages of the pages: {','.join(LANGUAGES)}"
    )
    currency: str = Field("", description="of the menu's prices, for example EUR; left out, that of the time zone")
    public_url: str | None = Field(
        None, description="address that guests' phones reach, for example https://bell.example"
    )
    wifi_name: str = Field("", max_length=32, description="name of the network that guests may join")
    wifi_security: str = Field("WPA", description="its encryption: WPA (any of 1, 2 and 3) or WEP")
    wifi_password: str = Field("", max_length=64, description="its password; empty for an open network")
    wifi_hidden: bool = Field(default=False, description="it does not show its name")
    vapid_subject: str | None = Field(None, description="the owner's mailbox; push is off without it")
    ready_hold_seconds: float = Field(5, ge=0, le=120, description="how long a recall can take back a ready notice")
    ring_again_seconds: int = Field(20, ge=0, le=600, description="until the kitchen's bell rings again; 0: never")
    shelf_amber_minutes: int = Field(5, ge=1, le=240, description="until a ready order on the shelf turns amber")
    shelf_red_minutes: int = Field(10, ge=1, le=240, description="until a ready order turns red, with one ring")
    business_day_starts: time = Field(time(4), description="when the kitchen's day begins, for example 04:00")
    ready_by_expo: bool = Field(default=False, description="orders are ready when the expo says so")
    start_next: bool = Field(default=True, description="the kitchen says which dish to start next, and which later")
    off_rail_stations: Annotated[tuple[str, ...], NoDecode] = Field(
        (), max_length=100, description="stations whose dishes need no cooking, for example bar"
    )
    lead_minutes: float | None = Field(
        None, gt=0, le=1440, description="the most minutes before its time that an order for later is begun"
    )
    keep_days: int = Field(30, ge=1, le=3650, description="days until a closed order is deleted")
    board_for_staff: bool = Field(default=False, description="show the room's board to staff only")
    board_speaks: bool = Field(default=False, description="the room's board speaks the codes that are ready")
    public_scoreboard: bool = Field(default=False, description="show how often promises are kept to everybody")

    @field_validator("timezone")
    @classmethod
    def _check_timezone(cls, name: str) -> str:
        if not name:
            return find_machine_zone()
        if not is_zone(name):
            raise ValueError("write a zone like Europe/Madrid or America/New_York")
        return name

    @field_validator("currency")
    @classmethod
    def _check_currency(cls, code: str) -> str:
        if code and not is_currency(code.upper()):
            raise ValueError("write the three letters of a currency (ISO 4217), for example EUR")
        return code.upper()

    @field_validator("business_day_starts", mode="before")
    @classmethod
    def _time_of_day(cls, text: object) -> object:
        if not isinstance(text, str):
            return text
        if found := re.fullmatch(r"(([01]?\d|2[0-3]):[0-5]\d)(:00)?", text.strip()):
            return found[1].zfill(5)
        raise ValueError("write a time of day, for example 04:00")

    @field_validator("public_url")
    @classmethod
    def _check_public_url(cls, url: str | None) -> str | None:
        return url and normalize_origin(url, "write it like https://bell.example, with nothing behind the name")

    @field_validator("phone")
    @classmethod
    def _check_phone(cls, number: str) -> str:
        if number and not re.fullmatch(r"\+?[\d\s().\-/]{3,}", number):
            raise ValueError("write the number in digits, for example +34 956 123 456")
        return number

    @field_validator("whatsapp")
    @classmethod
    def _check_whatsapp(cls, number: str) -> str:
        if number and not re.fullmatch(r"\+[1-9][\d\s().\-]{6,}", number):
            raise ValueError("write the number with its country code, for example +34 600 123 456")
        return number

    @field_validator("wifi_security")
    @classmethod
    def _check_wifi_security(cls, name: str) -> str:
        if name.upper() not in WIFI_PASSWORDS:
            raise ValueError("write WPA or WEP; an open network has no password")
        return name.upper()

    @field_validator("wifi_password")
    @classmethod
    def _check_wifi_password(cls, password: str, others: ValidationInfo) -> str:
        form, says = WIFI_PASSWORDS[others.data.get("wifi_security", "WPA")]
        if password and not re.fullmatch(form, password):
            raise ValueError(says)
        return password

    @field_validator("languages", mode="before")
    @classmethod
    def _split_languages(cls, value: object) -> tuple[str, ...]:
        languages = split_list(value)
        if not languages or not set(languages) <= set(LANGUAGES):
            raise PydanticCustomError("languages", "unknown languages", {"languages": ", ".join(LANGUAGES)})
        return languages

    @field_validator("off_rail_stations", mode="before")
    @classmethod
    def _split_stations(cls, value: object) -> tuple[str, ...]:
        return split_list(value)

    @field_validator("vapid_subject")
    @classmethod
    def _check_vapid_subject(cls, subject: str | None) -> str | None:
        if subject and re.fullmatch(r"[^@\s:/]+@[^@\s]+\.[^@\s]+", subject):
            return f"mailto:{subject}"  # RFC 8292 wants a URI
        if subject and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+|https://[^/\s]+\.[^/\s]+", subject):
            raise ValueError("write a mailbox you read, for example mailto:owner@restaurant.example")
        return subject or None

    @property
    def menu_currency(self) -> str:
        """The currency of the menu's prices (ISO 4217), or empty where nobody can say."""
        return self.currency or currency_of_zone(self.timezone)
