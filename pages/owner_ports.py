"""What the owner's pages need of the storage: settings that can be changed, PINs, processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime, time


class LinkProblem(Protocol):
    """What is wrong at the link: nothing answers, or another program does, or one with a certificate nobody trusts."""

    @property
    def fault(self) -> Literal["silent", "other", "certificate"]:
        """What it is."""


class GuestReach(Protocol):
    """Whether guests reach their pages: all times are UTC."""

    async def ask(self, address: str) -> LinkProblem | None:
        """Return what is wrong with what answers at this base URL; None when it is this program."""

    async def note_visit(self, client: str, at: datetime) -> None:
        """Keep the time of the first visit by a client that is not this machine, if the database takes it."""

    async def first_visit(self) -> datetime | None:
        """Return when another device first opened a guest's page, or None."""


class RestaurantSettings(Protocol):
    """What the owner decides. Read it at each use: it changes while the server runs.

    The kitchen's bell rings again after `ring_again_seconds` (0: never) until somebody touches the tablet. An order on
    the shelf turns amber after `shelf_amber_minutes`, red after `shelf_red_minutes`.
    """

    restaurant_name: str
    phone: str
    whatsapp: str
    address: str
    opening_hours: str
    timezone: str
    languages: tuple[str, ...]
    currency: str
    public_url: str | None
    wifi_name: str
    wifi_security: str
    wifi_password: str
    wifi_hidden: bool
    vapid_subject: str | None
    ready_hold_seconds: float
    ring_again_seconds: int
    shelf_amber_minutes: int
    shelf_red_minutes: int
    business_day_starts: time
    ready_by_expo: bool
    start_next: bool
    lead_minutes: float | None
    keep_days: int
    board_for_staff: bool
    board_speaks: bool
    public_scoreboard: bool

    @property
    def menu_currency(self) -> str:
        """The currency of the menu's prices (ISO 4217), or empty where nobody can say."""


class Advice(Protocol):
    """What to write instead: an English message, and the limit it names as `{limit}`."""

    @property
    def message(self) -> str:
        """The message, from the settings."""

    @property
    def limit(self) -> str:
        """The limit, or an empty text."""


class Logo(Protocol):
    """The restaurant's picture; `digest` changes with it."""

    @property
    def content(self) -> bytes:
        """The file."""

    @property
    def media_type(self) -> str:
        """Its media type."""

    @property
    def digest(self) -> str:
        """Its digest."""


class SettingsStore(Protocol):
    """Keeps what the owner sets; `given` names what the environment sets instead, which cannot be changed."""

    @property
    def current(self) -> RestaurantSettings:
        """The settings as they stand."""

    @property
    def given(self) -> frozenset[str]:
        """The names of the settings that flags, environment or .env give."""

    @property
    def logo(self) -> Logo | None:
        """The restaurant's picture, if there is one."""

    @property
    def max_logo_bytes(self) -> int:
        """The size of the largest picture that is kept."""

    def follow(self, follower: Callable[[], Awaitable[None]]) -> None:
        """Call this after each change, by another process too."""

    async def save(self, written: Mapping[str, str]) -> Mapping[str, Advice]:
        """Keep and use these values, or return what to write instead, by setting; raises NotSaved."""

    async def save_logo(self, content: bytes) -> Advice | None:
        """Keep a picture, or take it away; returns what to send instead. Raises NotSaved."""


class Pins(Protocol):
    """The PINs: the staff's, and the owner's apart from it once there is one."""

    @property
    def is_given(self) -> bool:
        """Whether the environment gives the staff's PIN."""

    @property
    def is_owners_given(self) -> bool:
        """Whether the environment gives the owner's PIN."""

    @property
    def is_chosen(self) -> bool:
        """Whether somebody chose the staff's PIN; else it was drawn at the first start."""

    @property
    def has_owners(self) -> bool:
        """Whether the owner has a PIN of their own."""

    async def is_staffs(self, pin: str) -> bool:
        """Check the staff's PIN."""

    async def is_owners(self, pin: str) -> bool:
        """Check the owner's PIN."""

    async def change_staffs(self, pin: str) -> Advice | None:
        """Set the staff's PIN, which signs every device out; returns what to write instead."""

    async def change_owners(self, pin: str) -> Advice | None:
        """Set the owner's PIN, or take it away when empty; returns what to write instead."""


class Process(Protocol):
    """A process that serves this restaurant."""

    @property
    def place(self) -> str:
        """Its machine and port."""

    @property
    def leads(self) -> bool:
        """Whether it does the work that is done once."""


class Processes(Protocol):
    """The processes that share the database."""

    @property
    def own(self) -> str:
        """The place of this process."""

    async def read(self) -> Sequence[Process]:
        """Return them all, this one too, by place."""

    async def quiet_bells(self) -> None:
        """Tell them all, this one too, that somebody has heard the bell; raises NotSaved."""
