"""Result of one check of the doctor."""

from typing import NamedTuple


class CheckResult(NamedTuple):
    """What was checked and found. `advice` says what to do; it is empty for a check that passed."""

    subject: str
    text: str
    advice: str = ""
