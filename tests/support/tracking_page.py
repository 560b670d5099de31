"""What a guest reads on the tracking page, by the marks of the contract, and what the order says should stand there."""

from __future__ import annotations

import ast
import json
import re
import uuid
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from domain.events import EventKind, effective_events
from domain.replay import replay

if TYPE_CHECKING:
    from domain.order import Order

# A fragment's first content stands in the page's HTML only, where its script takes it from, unless it changed since.
_FIRST_CONTENT = re.compile(
    r'<(?:section|div) id="c(\d+)"[^>]*>(.*?)</(?:section|div)>(?=<\w+ id="c\d|</main>)', re.DOTALL
)
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


def parse_elements(page: str) -> dict[str, Any]:
    """Return NiceGUI's elements, by id, as the page's first answer says them."""
    elements = json.loads(unescape(re.search(r"parseElements\(String\.raw`(.*?)`\)", page, re.DOTALL)[1]))
    for number, content in _FIRST_CONTENT.findall(page):
        elements[number]["props"].setdefault("content", content)
    return elements


def write_elements(elements: dict[str, Any], number: str = "0") -> str:
    """Write elements as the first answer would: the texts of a page in the order they stand."""
    element = elements[number]
    props = element.get("props", {})
    tag = props.get("tag", element["tag"])
    attributes = "".join(f' {name}="{value}"' for name, value in props.items() if name.startswith(("data-", "aria-")))
    inner = props.get("content") or "".join(write_elements(elements, str(n)) for n in element.get("children", []))
    return f"<{tag}{attributes}>{inner}</{tag}>"
