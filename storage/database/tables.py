"""Database schema at the newest migration. Times are stored in UTC."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.database.utc_datetime import UtcDateTime

# Alembic can only alter constraints that have names.
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
    Column("external_ref", String),
    Column("idempotency_key", String, index=True),
    Column("fingerprint", String, nullable=False),
    Column("guest_name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("source", Text, nullable=False, server_default=""),
    Column("service", Text, nullable=False, server_default=""),
    Column("table", Text, nullable=False, server_default=""),
    Column("phone", Text, nullable=False, server_default=""),
    Column("currency", Text, nullable=False, server_default=""),
    Column("business_day", Date),
    Column("placed_at", UtcDateTime, nullable=False),
    Column("quoted_for", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("rushed", Boolean, nullable=False, server_default=false()),
    Column("closed", String),
    Column("closed_at", UtcDateTime),
    Column("held", Boolean, nullable=False, server_default=false()),
    Column("fires_at", UtcDateTime),
    Column("fired_at", UtcDateTime),
    Column("by_expo", Boolean, nullable=False, server_default=false()),
    Column("passed_at", UtcDateTime),
    Column("earliest", UtcDateTime),
    Column("likely", UtcDateTime),
    Column("latest", UtcDateTime),
    Column("promise", UtcDateTime),
    Column("estimated_at", UtcDateTime),
    Column("running_late", Boolean, nullable=False, server_default=false()),
    Column("ask_if_ready", Boolean, nullable=False, server_default=false()),
    Column("timeless", Boolean, nullable=False, server_default=false()),
    # How often estimate or signals were written: of two states at one version, the later one counts.
    Column("looks", Integer, nullable=False, server_default="0"),
    # What the guest has told the kitchen, and where the guest waits.
    Column("on_my_way_at", UtcDateTime),
    Column("here_at", UtcDateTime),
    Column("thanked_at", UtcDateTime),
    Column("place", Text, nullable=False, server_default=""),
    Column("changed_at", UtcDateTime),
    # What the estimator remembers of an open order, as JSON.
    Column("observation", Text),
    # A till may count its orders from 1 each day: a reference means one order within its source and business day.
    UniqueConstraint("source", "business_day", "external_ref"),
)
Index("ix_orders_closed_at", orders.c.closed_at)
Index("ix_orders_placed_at", orders.c.placed_at)
# Two open orders never share a pickup code, whatever the board in memory says.
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
    Column("quantity", Float, nullable=False),
    Column("note", Text, nullable=False),
    Column("station", Text, nullable=False),
    Column("prep_minutes", Float, nullable=False),
    Column("state", String, nullable=False),
    Column("started_at", UtcDateTime),
    Column("done_at", UtcDateTime),
    Column("modifiers", Text, nullable=False, server_default="[]"),
    Column("price", Integer),
    Column("currency", Text, nullable=False, server_default=""),
    Column("sold_out", Boolean, nullable=False, server_default=false()),
    Column("unknown", Boolean, nullable=False, server_default=false()),
    Column("held", Boolean, nullable=False, server_default=false()),
    Column("off_rail", Boolean, nullable=False, server_default=false()),
)

events = Table(
    "events",
    metadata,
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("item_id", String),
    Column("reason", Text, nullable=False),
    Column("quoted_for", UtcDateTime),
    Column("undoes", Integer),
    Column("amended", Text),
    # The order that items went to or came from.
    Column("other_id", String),
)

taps = Table(
    "taps",
    metadata,
    Column("id", String, primary_key=True),
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), nullable=False, index=True),
    Column("digest", String),
    # Of the order, as the tap made it.
    Column("version", Integer),
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
    Column("category", Text, nullable=False, server_default=""),
    Column("options", Text, nullable=False, server_default="[]"),
    Column("price", Integer),
    Column("currency", Text, nullable=False, server_default=""),
    Column("left", Integer),
    Column("out_until", UtcDateTime),
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
    Column("opened_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("is_owner", Boolean, nullable=False, server_default=false()),
)

keys = Table(
    "keys",
    metadata,
    Column("hash", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
)

# How many wrong PINs came from a visitor, by the digest of its name, and overall: for several processes, which pace
# guesses together.
wrong_pins = Table(
    "wrong_pins",
    metadata,
    Column("digest", String, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("latest_at", UtcDateTime, nullable=False),
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
    Column("perhaps_told", String),
    Column("made_at", UtcDateTime, nullable=False),
    UniqueConstraint("order_id", "endpoint"),
)

# One row for each subscription: a newer status replaces one that is not sent yet.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("lease", String),
    Column("leased_until", UtcDateTime),
)

# Outcome of each push notice; `why` is empty when it was sent. domain.deliveries.Delivery is in `intakes`.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

# Every range that was shown for an order, with the time it was first shown.
forecasts = Table(
    "forecasts",
    metadata,
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), primary_key=True),
    Column("earliest", UtcDateTime, primary_key=True),
    Column("latest", UtcDateTime, primary_key=True),
    Column("likely", UtcDateTime, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# State of the kitchen as JSON, by name: the estimator's learned model, the busy setting.
notes = Table(
    "notes",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# How guests liked it: the latest word of each order.
ratings = Table(
    "ratings",
    metadata,
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), primary_key=True),
    Column("stars", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

# From when to when a dish was sold out; `ended_at` is null while it is.
outages = Table(
    "outages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dish", Text, nullable=False),
    Column("began_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime, index=True),
)

# What the owner has set on the settings page, as it was written; and the logo in base64.
settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# Rows of domain.deliveries.Delivery; outcomes of push notices are in `deliveries`.
# Every order that a sender delivered, as it came (compressed), with what became of it. `readable` is JSON: what of a
# refused one could be read. It is settled when somebody has dealt with it.
intakes = Table(
    "intakes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("outcome", String, nullable=False),
    Column("problem", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("digest", String, nullable=False),
    Column("readable", Text, nullable=False),
    Column("order_id", String),
    Column("settled_at", UtcDateTime),
)

# The systems that the owner connects: order sources, webhooks, printers. `options` is JSON, `news` has commas between.
connections = Table(
    "connections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("type", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("news", Text, nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("problem", Text, nullable=False),
    Column("problem_at", UtcDateTime),
    Column("polled_at", UtcDateTime),
)

# Messages to connections: each is to arrive, unlike notices, of which the newest counts. `outcome` is null while it
# waits. The latest ones stay as the owner's log.
messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message_id", String, nullable=False, unique=True),
    Column("connection_id", ForeignKey("connections.id", ondelete="CASCADE"), nullable=False),
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), index=True),
    Column("kind", String, nullable=False),
    Column("payload", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease", String),
    Column("leased_until", UtcDateTime),
    Column("outcome", String),
    Column("problem", Text, nullable=False),
    Column("settled_at", UtcDateTime, index=True),
)
Index("ix_messages_waiting", messages.c.outcome, messages.c.connection_id, messages.c.due_at)

# Verified calls of order sources, stored before they are mapped; afterwards the id stays, to recognize a repetition.
source_deliveries = Table(
    "source_deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("delivery_id", String, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcDateTime, index=True),
    UniqueConstraint("source", "delivery_id"),
)

# Which order of ours a source's order became; none when it was cancelled before.
source_links = Table(
    "source_links",
    metadata,
    Column("source", String, primary_key=True),
    Column("external_id", String, primary_key=True),
    Column("order_id", ForeignKey(_ORDER, ondelete="CASCADE"), index=True),
    Column("revision", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
