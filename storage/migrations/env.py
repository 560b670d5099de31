"""Alembic environment: one SQLite connection, each migration in a transaction that includes its DDL."""

from alembic import context
from sqlalchemy import create_engine, event, pool

from storage.database.tables import metadata

engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)


@event.listens_for(engine, "connect")
def _set_pragmas(connection, _) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    # Batch mode drops tables; with foreign keys on, ON DELETE CASCADE would delete the rows of their children.
    connection.execute("PRAGMA foreign_keys=OFF")


@event.listens_for(engine, "begin")
def _begin(connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
