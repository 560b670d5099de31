"""What a guest reads on the tracking page, by the marks of the contract, and what the order says should stand there."""

from __future__ import annotations

import ast
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.events import EventKind, effective_events
from domain.replay import replay

if TYPE_CHECKING:
    from domain.order import Order

# These lines are in the book, but tell a guest nothing new.
_UNTOLD = {EventKind.RECEIVED}


@dataclass(frozen=True)
class Shown:
    """What stands on the page. `timeline` is by version, kind and item, the newest first."""

    stage: str
    step: str
    code: str
    items: tuple[str, ...]
    timeline: tuple[tuple[int, str, str], ...]

    @property
    def version(self) -> int:
        """The version of the order that the newest line tells of."""
        return max((version for version, _, _ in self.timeline), default=0)


def read(html: str) -> Shown:
    """Read a page, or what the browser has made of it."""
    lines = re.findall(r'id="event-(\d+)-(\w+)-(\w*)"', html)
    return Shown(
        stage=_first(r'<main[^>]*data-stage="(\w+)"', html),
        step=_first(r'<li[^>]*aria-current="step"[^>]*>([^<]+)', html),
        code=_first(r'data-testid="pickup-code">([^<]+)', html),
        items=tuple(re.findall(r'data-testid="item" data-state="(\w+)"', html)),
        timeline=tuple((int(version), kind, item) for version, kind, item in lines),
    )


def truth(order: Order) -> Shown:
    """Say what must stand on the order's page: the fold of its timeline, and nothing else."""
    fold = replay(order, order.events)
    told = [event for event in effective_events(fold.events) if event.kind not in _UNTOLD]
    return Shown(
        stage=fold.stage.value,
        step="" if fold.stage.value == "cancelled" else fold.stage.value.capitalize(),
        code=fold.pickup_code,
        items=tuple(item.state.value for item in fold.items),
        timeline=tuple((event.version, event.kind.value, event.item_id or "") for event in reversed(told)),
    )


def _first(pattern: str, html: str) -> str:
    found = re.search(pattern, html)
    return found[1] if found else ""


def socket_query(page: str) -> dict[str, str]:
    """Return what the page's script puts into the address of its socket; raises LookupError for a page without one."""
    found = re.search(r"query: (\{.*?\})", page, re.DOTALL)
    if found is None:
        raise LookupError(f"this page opens no socket: {page[:200]}")
    said = {name: str(value) for name, value in ast.literal_eval(found[1]).items()}
    own = {"document_id": str(uuid.uuid4()), "tab_id": str(uuid.uuid4()), "old_tab_id": "null"}
    return said | own | {"EIO": "4", "transport": "websocket", "implicit_handshake": "true"}
