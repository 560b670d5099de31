"""Leadership: which of several processes does the work that is to be done once."""

from __future__ import annotations

from typing import Protocol


class Leadership(Protocol):
    """Where it is held, estimates are recorded, scheduled orders fired, notices sent and old orders purged.

    Orders of sources are taken there, too.
    """

    @property
    def is_held(self) -> bool:
        """Whether this process leads at this moment."""


class Alone:
    """The leadership of a process that serves its restaurant alone."""

    is_held = True
