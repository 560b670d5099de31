"""Live starts: which dishes to start next, and which later, for the kitchen to bind to."""

from __future__ import annotations

from nicegui import binding

from domain.estimation import Starts


@binding.bindable_dataclass
class LiveStarts:
    """The plan as it stands now."""

    starts: Starts = Starts()
