"""Settings from flags, the environment (ORDERBELL_*) or .env. Each invalid value gets a message with an example."""

from __future__ import annotations

import ipaddress
import re
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import URL, make_url

from domain.business_day import BusinessDay
from domain.kitchen_rules import KitchenRules
from storage.machine_zone import find_machine_zone, is_zone
from storage.origins import AllowedOrigins, lan_address
from storage.secret_strength import draw_pin, is_weak_key, is_weak_pin
from storage.setting_values import (
    POSTGRESQL,
    SQLITE,
    currency_of_zone,
    is_currency,
    is_postgresql_url,
    is_sqlite_url,
    normalize_origin,
    split_list,
)

MIN_PIN_DIGITS, MAX_PIN_DIGITS = 6, 20
MIN_API_KEY_CHARACTERS = 32
LANGUAGES = ("en", "es")
ALL_INTERFACES = {"0.0.0.0", "::"}  # noqa: S104  compared, not bound


class Settings(BaseSettings):
    """All settings of an installation. Every default works."""

    model_config = SettingsConfigDict(
        env_prefix="ORDERBELL_",
        env_file=".env",
        env_file_encoding="utf-8-sig",  # Notepad writes a byte order mark
        env_ignore_empty=True,  # a blank value counts as not set
        extra="ignore",  # `settings_errors` rejects unknown names and suggests the right one
        str_strip_whitespace=True,
        cli_kebab_case=True,
        cli_hide_none_type=True,
    )

    host: str = Field("0.0.0.0", description="address to listen on; 127.0.0.1 for this machine only")  # noqa: S104
    port: int = Field(8080, ge=1, le=65535, description="port to listen on")
    data_dir: Path = Field(
        Path("data"), validate_default=True, description="folder of the database, the secrets and the backups"
    )
    database_url: str | None = Field(None, description="another database than the one in the data folder")
    public_url: str | None = Field(
        None, description="address that guests' phones reach, for example https://bell.example"
    )
    restaurant_name: str = Field("OrderBell", min_length=1, max_length=60, description="the name guests see")
    timezone: str = Field("", validate_default=True, description="for example Europe/Madrid; left out, the machine's")
    currency: str = Field("", description="of the menu's prices, for example EUR; left out, that of the time zone")
    languages: Annotated[tuple[str, ...], NoDecode] = Field(LANGUAGES, description="languages of the pages: en,es")
    staff_pin: SecretStr | None = Field(None, description="the staff's PIN, 6 digits or more")
    api_key: SecretStr | None = Field(None, description="the key of the ordering system, 32 characters or more")
    ready_hold_seconds: float = Field(5, ge=0, le=120, description="how long a recall can take back a ready notice")
    push_extra_origins: Annotated[tuple[str, ...], NoDecode] = Field((), description="further push services")
    webhook_extra_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="origins that may be called although they are private or not https"
    )
    vapid_subject: str | None = Field(None, description="mailto: of the owner; push is off without it")
    keep_days: int = Field(30, ge=1, le=3650, description="days until a closed order is deleted")
    business_day_starts: time = Field(time(4), description="when the kitchen's day begins, for example 04:00")
    lead_minutes: float | None = Field(
        None, gt=0, le=1440, description="the most minutes before its time that an order for later is begun"
    )
    board_for_staff: bool = Field(default=False, description="show the room's board to staff only")
    ring_again_seconds: int = Field(20, ge=0, le=600, description="until the kitchen's bell rings again; 0: never")
    forwarded_allow_ips: str = Field("127.0.0.1", description="addresses of the proxies in front")

    @field_validator("data_dir")
    @classmethod
    def _in_full(cls, folder: Path) -> Path:
        return folder.expanduser().absolute()  # messages name it to people in another working directory

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
        if isinstance(text, str) and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", text):
            raise ValueError("write a time of day, for example 04:00")
        return text.zfill(5) if isinstance(text, str) else text

    @field_validator("public_url")
    @classmethod
    def _check_public_url(cls, url: str | None) -> str | None:
        return url and normalize_origin(url, "write it like https://bell.example, with nothing behind the name")

    @field_validator("database_url")
    @classmethod
    def _check_database_url(cls, url: str | None) -> str | None:
        if url is not None and not is_sqlite_url(url) and not is_postgresql_url(url):
            raise ValueError(
                "write it like sqlite:////path/to/orderbell.sqlite3 or postgresql://user:password@host/name, "
                "or leave it out"
            )
        return url

    @field_validator("staff_pin")
    @classmethod
    def _check_pin(cls, pin: SecretStr | None) -> SecretStr | None:
        if pin and not re.fullmatch(rf"[0-9]{{{MIN_PIN_DIGITS},{MAX_PIN_DIGITS}}}", pin.get_secret_value()):
            raise ValueError(f"write {MIN_PIN_DIGITS} to {MAX_PIN_DIGITS} digits, for example {draw_pin()}")
        if pin and is_weak_pin(pin.get_secret_value()):
            raise ValueError(
                "this one is guessed among the first: write digits that do not count, repeat or make a date, "
                f"for example {draw_pin()}"
            )
        return pin

    @field_validator("api_key")
    @classmethod
    def _check_api_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key and len(key.get_secret_value()) < MIN_API_KEY_CHARACTERS:
            raise ValueError(
                f"write {MIN_API_KEY_CHARACTERS} characters or more, or leave it out and run: main.py new-api-key"
            )
        if key and is_weak_key(key.get_secret_value()):
            raise ValueError("this one can be guessed: leave it out and run: main.py new-api-key")
        return key

    @field_validator("forwarded_allow_ips")
    @classmethod
    def _check_proxies(cls, addresses: str) -> str:
        try:
            return ",".join(str(ipaddress.ip_address(address)) for address in split_list(addresses))
        except ValueError:
            raise ValueError("write the proxies' addresses, for example 127.0.0.1 or 10.0.0.2,10.0.0.3") from None

    @field_validator("languages", mode="before")
    @classmethod
    def _split_languages(cls, value: object) -> tuple[str, ...]:
        languages = split_list(value)
        if not languages or not set(languages) <= set(LANGUAGES):
            raise ValueError(f"write one or more of {', '.join(LANGUAGES)}, with commas between")
        return languages

    @field_validator("push_extra_origins", "webhook_extra_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: object) -> tuple[str, ...]:
        like = "write origins like https://push.example, with commas between"
        return tuple(normalize_origin(origin, like) for origin in split_list(value))

    @field_validator("vapid_subject")
    @classmethod
    def _check_vapid_subject(cls, subject: str | None) -> str | None:
        if subject and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+|https://[^/\s]+\.[^/\s]+", subject):
            raise ValueError("write a mailbox you read, for example mailto:owner@restaurant.example")
        return subject or None

    @property
    def kitchen_rules(self) -> KitchenRules:
        """What the owner decides about the kitchen's days, which are the restaurant's zone's."""
        max_lead = None if self.lead_minutes is None else timedelta(minutes=self.lead_minutes)
        return KitchenRules(BusinessDay(ZoneInfo(self.timezone), self.business_day_starts), max_lead)

    @property
    def menu_currency(self) -> str:
        """The currency of the menu's prices (ISO 4217), or empty where nobody can say."""
        return self.currency or currency_of_zone(self.timezone)

    @property
    def database(self) -> URL:
        """The database URL with the async driver."""
        if self.database_url:
            return make_url(self.database_url).set(drivername=POSTGRESQL if self.is_shared else SQLITE)
        return URL.create(SQLITE, database=str(self.data_dir / "orderbell.sqlite3"))

    @property
    def is_shared(self) -> bool:
        """Whether the database is a server, which several processes may share."""
        return self.database_url is not None and is_postgresql_url(self.database_url)

    @property
    def database_file(self) -> Path:
        """The absolute path of the database file, when SQLite keeps it."""
        return Path(self.database.database or "").absolute()

    @property
    def base_url(self) -> str:
        """The URL of the server for guests and tablets: the public one, or the one on the local network."""
        host = lan_address() if self.host in ALL_INTERFACES else self.host
        return self.public_url or f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def allowed_origins(self) -> AllowedOrigins:
        """The origins of our own pages; other pages must not use our sockets."""
        return AllowedOrigins(self.public_url)

    @property
    def is_secure(self) -> bool:
        """Whether guests use https, which browsers require for push."""
        return self.base_url.startswith("https:")
