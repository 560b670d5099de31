"""Claims of notices, written down by the database itself: what was true of the order when a notice was claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

from domain.notices import NoticeKind
from domain.replay import apply_events, replay
from domain.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.order import Order
    from storage.database.engine import Database

# A recall and a claim of one notice exclude each other, so the order is seen as it stands before or after the recall.
_LOGGING = (
    "CREATE TABLE trial_claims (order_id varchar, kind varchar, version integer, at double precision)",
    """
    CREATE FUNCTION log_claim() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO trial_claims
        SELECT orders.id, NEW.kind, orders.version, extract(epoch FROM clock_timestamp())
        FROM subscriptions JOIN orders ON orders.id = subscriptions.order_id
        WHERE subscriptions.id = NEW.subscription_id;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER log_claims AFTER UPDATE ON outbox FOR EACH ROW
    WHEN (NEW.lease IS NOT NULL AND NEW.lease IS DISTINCT FROM OLD.lease)
    EXECUTE FUNCTION log_claim()
    """,
)


class Claim(NamedTuple):
    """A claim of a notice, with the version that its order had (`at` in epoch seconds)."""

    order_id: str
    kind: str
    version: int
    at: float


async def log_claims(database: Database) -> None:
    """Have the database write each claim down from now on."""
    async with database.writing() as db:
        for statement in _LOGGING:
            await db.execute(text(statement))


async def read_claims(database: Database) -> list[Claim]:
    """Read all claims."""
    async with database.reading() as db:
        rows = await db.execute(text("SELECT order_id, kind, version, at FROM trial_claims"))
        return [Claim(*row) for row in rows]


def count_true(claims: Iterable[Claim], order: Order, hold_seconds: float) -> int:
    """Count the claims of "is ready" of an order that was ready then, and had been for as long as they are held."""
    spans = list(ready_spans(order))
    return sum(
        any(begun + hold_seconds <= claim.at and first <= claim.version < end for begun, first, end in spans)
        for claim in claims
        if claim.order_id == order.id and claim.kind == NoticeKind.READY
    )


def ready_spans(order: Order) -> Iterator[tuple[float, int, float]]:
    """Yield when an order became ready (epoch seconds), by which version, and by which no longer, infinity if it is."""
    begun, state = None, replay(order, order.events[:1])
    for event in order.events[1:]:
        state = apply_events(state, [event])
        if state.stage is Stage.READY:
            begun = begun or (event.at.timestamp(), event.version)
        elif begun:
            yield *begun, event.version
            begun = None
    if begun:
        yield *begun, float("inf")
