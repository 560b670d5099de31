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

from pages.security.engine_guards import socket_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.live import LiveBoard

LOOK_SECONDS = 10.0
# Ended connections leave cycles too, without a deleted page.
MAX_UNCOLLECTED_SECONDS = 600.0
# In an evening without a quiet moment: 6 MB. Sockets that never joined a page leave as much as one.
MAX_LEFT = 200
# The youngest objects seldom; the middle ones soon after, or the pages of a thousand new guests would be looked through
# at once (240 ms); the full collection never by itself.
_THRESHOLDS = (5000, 5, 20_000)


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
    """Runs full collections: when something is left and the kitchen is quiet, or when very much is."""

    def __init__(self, board: LiveBoard, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._board, self._now = board, monotonic
        self._deleted_pages, self._collected_at = 0, monotonic()
        self._unjoined = socket_count.unjoined
        self._seen: object = None

    def count_deleted(self) -> None:
        """Count a deleted page (a handler of NiceGUI's `on_delete`)."""
        self._deleted_pages += 1

    def collect_if_due(self) -> bool:
        """Collect if it is due; returns whether it was. The kitchen is quiet if its rail stands as at the last call."""
        is_quiet, self._seen = self._board.rail.codes is self._seen, self._board.rail.codes
        is_old = self._now() - self._collected_at > MAX_UNCOLLECTED_SECONDS
        left = self._deleted_pages + socket_count.unjoined - self._unjoined
        if (is_quiet and (left > 0 or is_old)) or left >= MAX_LEFT:
            gc.collect()
            self._deleted_pages, self._unjoined, self._collected_at = 0, socket_count.unjoined, self._now()
            return True
        return False
