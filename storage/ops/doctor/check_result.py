"""What the doctor finds."""

from typing import NamedTuple


class CheckResult(NamedTuple):
    """One thing that was looked at. `advice` is what to do, and empty when nothing needs doing."""

    about: str
    says: str
    advice: str = ""
