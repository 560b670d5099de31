"""The log stays small, whatever visitors do, and says how much was left out."""

import io
import logging

import pytest

from storage.ops.logging import LogfmtFormatter
from storage.ops.redaction import RedactionFilter
from storage.ops.repetition import MAX_LINES_PER_WINDOW, WINDOW_SECONDS, RepetitionFilter


class Log:
    """A logger of its own, its clock and what it has written."""

    def __init__(self):
        self.now, self._stream = 0.0, io.StringIO()
        handler = logging.StreamHandler(self._stream)
        handler.addFilter(RepetitionFilter(lambda: self.now))
        handler.addFilter(RedactionFilter())
        handler.setFormatter(LogfmtFormatter())
        self.logger = logging.Logger("pages.test")  # noqa: LOG001  of its own: others are not to write here
        self.logger.addHandler(handler)

    @property
    def lines(self):
        return self._stream.getvalue().splitlines()


@pytest.fixture
def log():
    return Log()


def test_same_line_is_written_once_then_counted(log):
    for _ in range(5000):
        log.logger.info("Invalid request")
    assert len(log.lines) == 1
    log.now = WINDOW_SECONDS
    log.logger.info("Invalid request")
    assert len(log.lines) == 2
    assert "left_out=4999" in log.lines[1]


def test_different_lines_of_one_source_are_bounded(log):
    for n in range(5000):
        log.logger.warning("A wrong PIN from %s", n)
    assert len(log.lines) == MAX_LINES_PER_WINDOW
    log.now = WINDOW_SECONDS
    log.logger.warning("A wrong PIN from %s", 1)
    assert f"left_out={5000 - MAX_LINES_PER_WINDOW}" in log.lines[-1]


def test_flood_hides_no_error(log):
    for n in range(5000):
        log.logger.info("flood %d", n)
    log.logger.error("no space left")
    assert "no space left" in log.lines[-1]


def test_same_failure_is_traced_once_per_place(log):
    def fail(other):
        if other:
            raise ValueError
        raise ValueError

    for other in [False] * 50 + [True] * 50:
        try:
            fail(other)
        except ValueError:
            log.logger.exception("failed")
    assert len(log.lines) == 2


def test_memory_does_not_grow_with_the_flood(log):
    bound = log.logger.handlers[0].filters[0]
    for n in range(5000):
        log.logger.info("flood %d", n)
    assert len(bound._lines) == MAX_LINES_PER_WINDOW
