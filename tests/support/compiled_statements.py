"""SQL that is compiled once a process: each engine compiles its own, which takes a sixth of the time of its tests."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sqlalchemy.engine.default import DefaultDialect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Dialect, Engine


@contextmanager
def compiled_statements() -> Iterator[None]:
    """Give the engines of each kind of database the statements of the first that was connected."""
    connected: dict[type[Dialect], Engine] = {}

    def share(engine: Engine) -> None:
        kind = type(engine.dialect)
        known: Any = connected.get(kind, engine)
        if known.dialect.server_version_info is None:  # it was never connected, and knows nothing of its database
            connected[kind] = engine
            return
        engine.dialect = engine.pool._dialect = known.dialect
        engine._compiled_cache = known._compiled_cache

    with patch.object(DefaultDialect, "engine_created", share):
        yield
