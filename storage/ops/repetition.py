"""Bounds on the log: visitors can cause some lines at will, and must not fill the disk with them."""

from __future__ import annotations

import logging
import time
from collections import Counter
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOW_SECONDS = 60.0
# Of different lines by one logger at one level.
MAX_LINES_PER_WINDOW = 20


class RepetitionFilter(logging.Filter):
    """Lets the same line pass once in WINDOW_SECONDS, and MAX_LINES_PER_WINDOW others of its logger.

    The next line of that logger has `left_out`, the number of those that did not pass.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now, self._until = monotonic, 0.0
        self._lines: set[int] = set()
        self._passed: Counter[tuple[str, int]] = Counter()
        self._left_out: Counter[tuple[str, int]] = Counter()

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        if self._now() >= self._until:
            self._until = self._now() + WINDOW_SECONDS
            self._lines.clear()
            self._passed.clear()
        source, line = (record.name, record.levelno), _identity(record)
        if line in self._lines or self._passed[source] >= MAX_LINES_PER_WINDOW:
            self._left_out[source] += 1
            return False
        self._lines.add(line)
        self._passed[source] += 1
        if left_out := self._left_out.pop(source, 0):
            record.left_out = str(left_out)
        return True


def _identity(record: logging.LogRecord) -> int:
    trace = record.exc_info[2] if record.exc_info else None
    places = []
    while trace:
        places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return hash((record.name, record.levelno, record.getMessage(), tuple(places)))
