"""Alembic environment: each migration in a transaction that includes its DDL."""

from alembic import context
from sqlalchemy import create_engine, event, pool, text

from storage.database.tables import metadata

# "OBel". Processes that start together migrate one after the other.
MIGRATION_LOCK = 0x4F42656C
engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)
is_sqlite = engine.dialect.name == "sqlite"


def _set_pragmas(connection, _) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    # Batch mode drops tables; with foreign keys on, ON DELETE CASCADE would delete the rows of their children.
    connection.execute("PRAGMA foreign_keys=OFF")


def _begin(connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


if is_sqlite:
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)

with engine.connect() as connection:
    if not is_sqlite:  # held by the session, beyond each migration's transaction, until the connection is closed
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": MIGRATION_LOCK})
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=is_sqlite,
        transactional_ddl=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
