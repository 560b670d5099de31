"""Garbage collection in quiet moments, so that memory stays flat and no tap waits for it.

NiceGUI's elements leave reference cycles: 30 KB a visit (measured). They outlive the young collections, and Python's
full one comes by itself only after weeks. It takes 0.75 ms a connected guest, so it is run when nobody taps.
"""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING

from nicegui import app

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.live import LiveBoard

LOOK_SECONDS = 10.0
# Ended connections leave cycles too, without a deleted page.
MAX_UNCOLLECTED_SECONDS = 600.0
# In an evening without a quiet moment: 6 MB.
MAX_DELETED_PAGES = 200
# Each is of 5,000 objects that stayed, some 1 MB. Sockets that never joined a page leave 30 kB each.
MAX_YOUNG_COLLECTIONS = 20
# The young collections seldom, the full one never by itself.
_THRESHOLDS = (5000, 100, 1000)


async def collect_garbage(board: LiveBoard) -> None:
    """Collect whenever it is due; never returns. What is in memory at the call stays for good, and is left out."""
    collector = GarbageCollector(board)
    app.on_delete(collector.count_deleted)
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        collector.collect_if_due()


class GarbageCollector:
    """Runs full collections: when pages were deleted and the kitchen is quiet, or when very much is left."""

    def __init__(self, board: LiveBoard, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._board, self._now = board, monotonic
        self._deleted_pages, self._collected_at = 0, monotonic()
        self._young_collections = _count_young_collections()
        self._seen: object = None

    def count_deleted(self) -> None:
        """Count a deleted page (a handler of NiceGUI's `on_delete`)."""
        self._deleted_pages += 1

    def collect_if_due(self) -> bool:
        """Collect if it is due; returns whether it was. The kitchen is quiet if its rail stands as at the last call."""
        is_quiet, self._seen = self._board.rail.codes is self._seen, self._board.rail.codes
        is_old = self._now() - self._collected_at > MAX_UNCOLLECTED_SECONDS
        is_due = is_quiet and (self._deleted_pages > 0 or is_old)
        is_much = _count_young_collections() - self._young_collections >= MAX_YOUNG_COLLECTIONS
        if is_due or is_much or self._deleted_pages >= MAX_DELETED_PAGES:
            gc.collect()
            self._young_collections = _count_young_collections()
            self._deleted_pages, self._collected_at = 0, self._now()
            return True
        return False


def _count_young_collections() -> int:
    return int(gc.get_stats()[0]["collections"])
