"""Write the database of a released schema, with data, as SQL: `python -m tests.storage.migrations.release 0002`.

Once written it is never changed: it stands for the databases that restaurants have.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from alembic import command

from storage.database.migrating import migrations_config
from storage.settings import Settings

RELEASED = Path(__file__).parent / "released"
ROWS = 40


def main(revision: str) -> None:
    """Write it, unless it is there already."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder))
        migrate_to(settings, revision)
        with closing(sqlite3.connect(settings.database_file)) as db:
            fill(db)
            db.commit()
            with (RELEASED / f"{revision}.sql").open("x") as file:
                file.writelines(f"{line}\n" for line in db.iterdump())


def migrate_to(settings: Settings, revision: str) -> None:
    """Make a database with the tables of this revision."""
    config = migrations_config()
    config.attributes["url"] = settings.database.set(drivername="sqlite")
    command.upgrade(config, revision)


def fill(db: sqlite3.Connection) -> None:
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'alembic_version'"
    for (table,) in db.execute(names).fetchall():
        columns = db.execute(f'PRAGMA table_info("{table}")').fetchall()
        for number in range(1, ROWS + 1):
            row = [_value(column, number) for column in columns]
            db.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)  # noqa: S608


def _value(column: tuple[object, ...], number: int) -> object:
    _, name, kind, *_ = column
    # The same number everywhere: so each row finds the one it belongs to.
    by_kind = {
        "INTEGER": number,
        "BOOLEAN": number % 2,
        "FLOAT": number / 2,
        "DATETIME": f"2026-03-14 19:{number:02}:00",
    }
    words = {"state": "done", "closed": "collected", "told": "ready", "kinds": "ready,late", "kind": "ready"}
    return by_kind.get(str(kind), words.get(str(name), str(number)))


if __name__ == "__main__":
    main(sys.argv[1])
