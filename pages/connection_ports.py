"""What the pages need of the connected systems: order sources, webhooks, printers, and the messages to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from domain.connections import Connection, ConnectionType, SentMessage


class Outgoing(Protocol):
    """Messages to the connected systems, and the owner's log of them."""

    async def send(self, connection: Connection, kind: str, payload: str) -> str:
        """Send a message that no order has caused, such as a test; returns its id. Raises NotSaved."""

    async def send_again(self, message_id: str) -> bool:
        """Send a message again under its id; False for one that is unknown or still waits. Raises NotSaved."""

    async def find(self, message_id: str) -> SentMessage | None:
        """Return a message, or None."""

    async def read_log(self, connection_id: int | None, before: int | None, limit: int) -> list[SentMessage]:
        """Return the newest messages, to one connection or to all, below the id `before`."""

    async def check_source(self, source: Connection) -> str:
        """Read at a source and change nothing; returns what is wrong, or an empty text."""

    async def printer_problems(self) -> tuple[tuple[str, str], ...]:
        """Return the printers that cannot print at the moment, by name, each with what is wrong."""

    def refuse(self, url: str) -> str:
        """Return why nothing may be sent to an address, or an empty text."""


class Printing(Protocol):
    """Jobs of printers that ask for them, each known by the token of its path.

    Old firmware does not name its job: an empty one is the job that the printer got last.
    """

    async def find(self, token: str) -> Connection | None:
        """Return the printer of a token, or None."""

    async def next_job(self, printer: Connection) -> str | None:
        """Claim the printer's oldest job and return its id, or None without any. Raises NotSaved."""

    async def report(self, printer: Connection, problem: str) -> None:
        """Say what a printer says of itself, or nothing when it is well. Raises NotSaved."""

    async def png(self, printer: Connection, job: str) -> bytes | None:
        """Return a claimed job as PNG, or None."""

    async def bits(self, printer: Connection, job: str) -> tuple[int, int, bytes] | None:
        """Return a claimed job as width, height and dots (1 for black), or None."""

    async def settle(self, printer: Connection, job: str, problem: str) -> None:
        """Say that a job is printed, or what was wrong (it is kept then). Raises NotSaved."""


class Connections(Protocol):
    """The systems that the owner has connected: order sources, webhooks, printers."""

    async def read(self, type_: ConnectionType | None = None) -> list[Connection]:
        """Return the connections of a type, or all, in the order they were made."""

    async def find(self, connection_id: int) -> Connection | None:
        """Return a connection, or None."""

    async def find_source(self, name: str) -> Connection | None:
        """Return the order source of this name if it is on, or None."""

    async def add(self, connection: Connection) -> Connection:
        """Write a new connection and return it with its id; raises NotSaved."""

    async def change(self, connection: Connection) -> None:
        """Write a connection in place of the one with its id; raises NotSaved."""

    async def delete(self, connection_id: int) -> None:
        """Delete a connection with its messages; raises NotSaved."""
