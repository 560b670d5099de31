"""Which change earns which notice. Keys only; the words belong to the pages."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.stages import Stage


class NoticeKind(StrEnum):
    """What a guest can be told while the page is closed."""

    READY = "ready"
    NOT_READY = "not_ready"
    LATE = "late"
    CANCELLED = "cancelled"
    NEARLY_NEXT = "nearly_next"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell the guest. A held notice waits the hold time first, so that a recall can take it back."""

    kind: NoticeKind
    held: bool = False


# How long after its making a notice is still worth delivering.
NOTICE_LIFE = timedelta(minutes=45)


def earned(before: Stage, after: Stage) -> tuple[Notice, ...]:
    """Return the notices that a change of stage earns."""
    if before is after:
        return ()
    if after is Stage.READY and before is not Stage.COLLECTED:
        return (Notice(NoticeKind.READY, held=True),)
    if before is Stage.READY and after in {Stage.RECEIVED, Stage.PREPARING}:
        return (Notice(NoticeKind.NOT_READY),)
    if after is Stage.CANCELLED:
        return (Notice(NoticeKind.CANCELLED, held=True),)
    return ()
