"""The settings: from flags, the environment (ORDERBELL_*) or .env, each mistake answered with what to write instead."""

from __future__ import annotations

import ipaddress
import re
import socket
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from tzlocal import get_localzone_name

PIN_DIGITS = 6
API_KEY_LENGTH = 32
HTTP = 80
LANGUAGES = ("en", "es")


class Settings(BaseSettings):
    """Everything the owner can set. Each has a default that works."""

    model_config = SettingsConfigDict(
        env_prefix="ORDERBELL_", env_file=".env", extra="ignore", cli_kebab_case=True, cli_hide_none_type=True
    )

    host: str = Field("0.0.0.0", description="address to listen on; 127.0.0.1 for this machine only")  # noqa: S104
    port: int = Field(8080, ge=1, le=65535, description="port to listen on")
    data_dir: Path = Field(Path("data"), description="folder of the database, the secrets and the backups")
    database_url: str | None = Field(None, description="another database than the one in the data folder")
    public_url: str | None = Field(
        None, description="address that guests' phones reach, for example https://bell.example"
    )
    restaurant_name: str = Field("OrderBell", min_length=1, max_length=60, description="the name guests see")
    timezone: str = Field(default_factory=get_localzone_name, description="for example Europe/Madrid")
    languages: Annotated[tuple[str, ...], NoDecode] = Field(LANGUAGES, description="languages of the pages: en,es")
    staff_pin: SecretStr | None = Field(None, description="the staff's PIN, 6 digits or more")
    api_key: SecretStr | None = Field(None, description="the key of the ordering system, 32 characters or more")
    ready_hold_seconds: float = Field(5, ge=0, le=120, description="how long a recall can take back a ready notice")
    push_extra_origins: Annotated[tuple[str, ...], NoDecode] = Field((), description="further push services")
    vapid_subject: str | None = Field(None, description="mailto: of the owner; push is off without it")
    keep_days: int = Field(30, ge=1, le=3650, description="days until a closed order is deleted")
    board_for_staff: bool = Field(default=False, description="show the room's board to staff only")
    forwarded_allow_ips: str = Field("127.0.0.1", description="addresses of the proxies in front")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError("write a zone like Europe/Madrid or America/New_York") from None
        return name

    @field_validator("public_url")
    @classmethod
    def _bare_address(cls, url: str | None) -> str | None:
        if url is None:
            return None
        parts = urlsplit(url.rstrip("/"))
        if (
            parts.scheme not in {"http", "https"}
            or not parts.netloc
            or parts.path
            or parts.query
            or "@" in parts.netloc
        ):
            raise ValueError("write it like https://bell.example, with nothing behind the name")
        return f"{parts.scheme}://{parts.netloc}"

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str | None) -> str | None:
        if url is not None and not _is_sqlite_file(url):
            raise ValueError("write it like sqlite:////path/to/orderbell.sqlite3, or leave it out")
        return url

    @field_validator("staff_pin")
    @classmethod
    def _long_pin(cls, pin: SecretStr | None) -> SecretStr | None:
        if pin and not re.fullmatch(rf"[0-9]{{{PIN_DIGITS},20}}", pin.get_secret_value()):
            raise ValueError(f"write {PIN_DIGITS} to 20 digits, for example 482913")
        return pin

    @field_validator("api_key")
    @classmethod
    def _long_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key and len(key.get_secret_value()) < API_KEY_LENGTH:
            raise ValueError(f"write {API_KEY_LENGTH} characters or more, or leave it out and run: main.py new-api-key")
        return key

    @field_validator("forwarded_allow_ips")
    @classmethod
    def _exact(cls, addresses: str) -> str:
        try:
            return ",".join(str(ipaddress.ip_address(address)) for address in _listed(addresses))
        except ValueError:
            raise ValueError("write the proxies' addresses, for example 127.0.0.1 or 10.0.0.2,10.0.0.3") from None

    @field_validator("languages", mode="before")
    @classmethod
    def _spoken(cls, value: object) -> tuple[str, ...]:
        languages = _listed(value)
        if not languages or not set(languages) <= set(LANGUAGES):
            raise ValueError(f"write one or more of {', '.join(LANGUAGES)}, with commas between")
        return languages

    @field_validator("push_extra_origins", mode="before")
    @classmethod
    def _origins(cls, value: object) -> tuple[str, ...]:
        origins = _listed(value)
        if any(urlsplit(o).scheme not in {"http", "https"} or urlsplit(o).path not in {"", "/"} for o in origins):
            raise ValueError("write origins like https://push.example, with commas between")
        return tuple(origin.rstrip("/") for origin in origins)

    @field_validator("vapid_subject")
    @classmethod
    def _reachable(cls, subject: str | None) -> str | None:
        if subject and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+|https://[^/\s]+\.[^/\s]+", subject):
            raise ValueError("write a mailbox you read, for example mailto:owner@restaurant.example")
        return subject or None

    @property
    def database(self) -> URL:
        """The database's URL with the driver in use."""
        if self.database_url:
            return make_url(self.database_url).set(drivername="sqlite+aiosqlite")
        return URL.create("sqlite+aiosqlite", database=str(self.data_dir / "orderbell.sqlite3"))

    @property
    def database_file(self) -> Path:
        """The file that the database is in."""
        return Path(self.database.database or "")

    @property
    def address(self) -> str:
        """Where guests and tablets reach the server: the public address, or the one on the local network."""
        return self.public_url or f"http://{lan_address()}:{self.port}"

    @property
    def origins(self) -> frozenset[str]:
        """All origins under which our own pages may be open: nobody else's may talk to our sockets."""
        names = {
            "localhost",
            "127.0.0.1",
            "[::1]",
            lan_address(),
            socket.gethostname(),
            f"{socket.gethostname()}.local",
        }
        if self.host not in {"0.0.0.0", "::"}:  # noqa: S104  compared, not bound
            names.add(self.host)
        local = {f"http://{name}:{self.port}" for name in names} | {f"http://{n}" for n in names if self.port == HTTP}
        return frozenset(local | {self.address})

    @property
    def is_secure(self) -> bool:
        """Whether guests come by https, which phones demand for push."""
        return self.address.startswith("https:")


def lan_address() -> str:
    """Return this machine's address on the local network, or the loopback's when it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737 test network: a route is looked up, nothing is sent
            return str(ipaddress.ip_address(probe.getsockname()[0]))
        except OSError:
            return "127.0.0.1"


def _is_sqlite_file(url: str) -> bool:
    try:
        parts = make_url(url)
    except ArgumentError:
        return False
    is_sqlite = parts.drivername in {"sqlite", "sqlite+aiosqlite"}
    # In memory it would be gone with the first restart.
    return is_sqlite and not parts.query and (parts.database or ":").partition(":")[0] not in {"", "file"}


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list | tuple):
        raise ValueError("write a list with commas between")  # noqa: TRY004  pydantic turns ValueError into a message
    return tuple(str(part).strip() for part in value if str(part).strip())
