"""Settings from flags, the environment (ORDERBELL_*) or .env. Each invalid value gets a message with an example."""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode
from sqlalchemy.engine import URL, make_url

from domain.business_day import BusinessDay
from domain.dish_names import fold_name
from domain.kitchen_rules import KitchenRules
from storage.origins import AllowedOrigins, lan_address
from storage.owner_settings import OwnerSettings
from storage.secret_strength import draw_pin, find_pin_fault, is_weak_key
from storage.setting_values import (
    POSTGRESQL,
    SQLITE,
    is_postgresql_url,
    is_sqlite_url,
    normalize_host,
    normalize_origin,
    split_list,
)

MIN_API_KEY_CHARACTERS = 32
_ALL_INTERFACES = {"0.0.0.0", "::"}  # noqa: S104  compared, not bound


class Settings(OwnerSettings):
    """All settings of an installation: the owner's, and those of the machine. Every default works."""

    host: str = Field("0.0.0.0", description="address to listen on; 127.0.0.1 for this machine only")  # noqa: S104
    port: int = Field(8080, ge=1, le=65535, description="port to listen on")
    data_dir: Path = Field(
        Path("data"), validate_default=True, description="folder of the database, the secrets and the backups"
    )
    database_url: str | None = Field(None, description="another database than the one in the data folder")
    staff_pin: SecretStr | None = Field(None, description="the staff's PIN, 6 digits or more")
    owner_pin: SecretStr | None = Field(None, description="the owner's PIN, apart from the staff's")
    api_key: SecretStr | None = Field(None, description="the key of the ordering system, 32 characters or more")
    push_extra_origins: Annotated[tuple[str, ...], NoDecode] = Field((), description="further push services")
    webhook_extra_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="origins that may be called although they are private or not https"
    )
    forwarded_allow_ips: str = Field("127.0.0.1", description="addresses of the proxies in front")

    @field_validator("host")
    @classmethod
    def _normalize_host(cls, host: str) -> str:
        return normalize_host(host)

    @field_validator("data_dir")
    @classmethod
    def _in_full(cls, folder: Path) -> Path:
        try:
            return folder.expanduser().absolute()  # messages name it to people in another working directory
        except (OSError, RuntimeError):  # the working directory is gone, or nobody knows this home
            raise ValueError("write a whole path like /var/lib/orderbell") from None

    @field_validator("database_url")
    @classmethod
    def _check_database_url(cls, url: str | None) -> str | None:
        if url is not None and not is_sqlite_url(url) and not is_postgresql_url(url):
            raise ValueError(
                "write it like sqlite:////path/to/orderbell.sqlite3 or postgresql://user:password@host/name, "
                "or leave it out; in the password, write @ as %40, : as %3A and / as %2F"
            )
        return url

    @field_validator("staff_pin", "owner_pin")
    @classmethod
    def _check_pin(cls, pin: SecretStr | None) -> SecretStr | None:
        if pin and (fault := find_pin_fault(pin.get_secret_value())):
            raise ValueError(f"{fault}, for example {draw_pin()}")
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

    @field_validator("push_extra_origins", "webhook_extra_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: object) -> tuple[str, ...]:
        like = "write origins like https://push.example, with commas between"
        return tuple(normalize_origin(origin, like) for origin in split_list(value))

    @property
    def kitchen_rules(self) -> KitchenRules:
        """What the owner decides about the kitchen's days, which are the restaurant's zone's."""
        max_lead = None if self.lead_minutes is None else timedelta(minutes=self.lead_minutes)
        business_day = BusinessDay(ZoneInfo(self.timezone), self.business_day_starts)
        off_rail = frozenset(fold_name(station) for station in self.off_rail_stations)
        return KitchenRules(business_day, max_lead, off_rail, self.ready_by_expo)

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
    def database_folder(self) -> Path:
        """The folder that the database grows in; the data folder, when it is on a server."""
        return self.data_dir if self.is_shared else self.database_file.parent

    @property
    def base_url(self) -> str:
        """The URL of the server for guests and tablets: the public one, or the one on the local network."""
        return self.public_url or f"http://{self._url_host(lan_address())}:{self.port}"

    @property
    def local_host(self) -> str:
        """Where this machine itself reaches the server, as a URL names the host."""
        return self._url_host("127.0.0.1")

    def _url_host(self, of_all: str) -> str:
        host = of_all if self.host in _ALL_INTERFACES else self.host
        return f"[{host}]" if ":" in host else host

    @property
    def allowed_origins(self) -> AllowedOrigins:
        """The origins of our own pages; other pages must not use our sockets."""
        return AllowedOrigins(lambda: self.public_url)

    @property
    def is_secure(self) -> bool:
        """Whether guests use https, which browsers require for push."""
        return self.base_url.startswith("https:")
