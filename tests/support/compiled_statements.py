"""SQL that is compiled once a process: each engine compiles its own, which takes a sixth of the time of its tests."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sqlalchemy.engine.default import DefaultDialect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Dialect


@contextmanager
def compiled_statements() -> Iterator[None]:
    """Give the engines of each kind of database the statements of the first that was connected."""
    known: dict[type[Dialect], tuple[Dialect, Any]] = {}

    def share(engine: Any) -> None:
        dialect, statements = known.get(type(engine.dialect), (engine.dialect, None))
        if dialect.server_version_info is None:  # it was never connected, and knows nothing of its database
            known[type(dialect)] = engine.dialect, engine._compiled_cache
        else:
            engine.dialect = engine.pool._dialect = dialect
            engine._compiled_cache = statements

    with patch.object(DefaultDialect, "engine_created", share):
        yield
