"""The tables, as the newest migration leaves them. Times are stored as UTC."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class Utc(TypeDecorator[datetime]):
    """An aware UTC datetime, kept without its offset: every time in the database is UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse naive times: they would be stored as if they were UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without zone cannot be stored")
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the time its zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


# Alembic can only alter what has a name.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

orders = Table(
    "orders",
    metadata,
    Column("id", String, primary_key=True),
    Column("token", String, nullable=False, unique=True),
    Column("pickup_code", String, nullable=False),
    Column("external_ref", String, unique=True),
    Column("idempotency_key", String, unique=True),
    Column("fingerprint", String, nullable=False),
    Column("guest_name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("placed_at", Utc, nullable=False),
    Column("quoted_for", Utc, nullable=False),
    Column("version", Integer, nullable=False),
    Column("rushed", Boolean, nullable=False, server_default=text("0")),
    Column("closed", String),
    Column("closed_at", Utc),
    Column("earliest", Utc),
    Column("likely", Utc),
    Column("latest", Utc),
    Column("promise", Utc),
    Column("estimated_at", Utc),
)
Index("ix_orders_closed_at", orders.c.closed_at)
# Two open orders never share a code, whatever the board says.
Index(
    "uq_orders_open_code",
    orders.c.pickup_code,
    unique=True,
    sqlite_where=text("closed IS NULL"),
    postgresql_where=text("closed IS NULL"),
)

_ORDER = "orders.id"

items = Table(
    "items",
    metadata,
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("station", Text, nullable=False),
    Column("prep_minutes", Float, nullable=False),
    Column("state", String, nullable=False),
    Column("started_at", Utc),
    Column("done_at", Utc),
)

events = Table(
    "events",
    metadata,
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", Utc, nullable=False),
    Column("item_id", String),
    Column("reason", Text, nullable=False),
    Column("quoted_for", Utc),
    Column("undoes", Integer),
)

taps = Table(
    "taps",
    metadata,
    Column("id", String, primary_key=True),
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), nullable=False, index=True),
)

dishes = Table(
    "dishes",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("station", Text, nullable=False),
    Column("minutes", Float, nullable=False),
    Column("available", Boolean, nullable=False),
    Column("batch", Integer, nullable=False),
)

stations = Table(
    "stations",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("slots", Integer, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("opened_at", Utc, nullable=False),
    Column("seen_at", Utc, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("hash", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("made_at", Utc, nullable=False),
)

# One phone may follow several orders, so an endpoint is unique only within one.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), nullable=False),
    Column("endpoint", Text, nullable=False),
    Column("p256dh", String, nullable=False),
    Column("auth", String, nullable=False),
    Column("language", String, nullable=False),
    Column("kinds", String, nullable=False),
    Column("told", String),
    Column("made_at", Utc, nullable=False),
    UniqueConstraint("order_id", "endpoint"),
)

# One row a subscription: a newer status takes the place of the one that was not sent yet.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("lease", String),
    Column("leased_until", Utc),
)

# What became of each notice. `why` is empty when it was sent.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Utc, nullable=False, index=True),
)

# Every range that was shown for an order, with the moment it was shown first.
forecasts = Table(
    "forecasts",
    metadata,
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), primary_key=True),
    Column("earliest", Utc, primary_key=True),
    Column("latest", Utc, primary_key=True),
    Column("likely", Utc, nullable=False),
    Column("at", Utc, nullable=False),
)

# What the kitchen notes down for itself, as JSON: what the estimator has learnt, how busy it is.
notes = Table(
    "notes",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
