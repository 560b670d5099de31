"""The machine's clock."""

from datetime import UTC, datetime


class SystemClock:
    """Tells the time of the machine."""

    def now(self) -> datetime:
        """Return the present moment, UTC."""
        return datetime.now(UTC)
