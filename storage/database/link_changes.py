"""Changes by guests' links: few of one order at once, so that a flood by one link does not queue before the others."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from domain.errors import NotSaved

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHANGES_PER_ORDER = 5


class LinkChanges:
    """Counts by order the changes that are under way."""

    def __init__(self) -> None:
        self._changes: Counter[str] = Counter()

    @contextmanager
    def count(self, order_id: str) -> Iterator[None]:
        """Count a change until the block ends; raises NotSaved when there are too many of this order."""
        if self._changes[order_id] >= MAX_CHANGES_PER_ORDER:
            raise NotSaved("too many changes by one link")
        self._changes[order_id] += 1
        try:
            yield
        finally:
            self._changes[order_id] -= 1
            self._changes += Counter()  # drops the zeros
