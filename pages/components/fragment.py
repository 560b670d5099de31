"""HTML fragment bound to the live state: it is morphed in place, so that focus, scroll and animations stay."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from nicegui.binding import BindableProperty, bind_from
from nicegui.element import Element
from nicegui.elements.mixins.content_element import ContentElement
from typing_extensions import override

from domain.calls import count_calls
from pages.components.static_files import STATIC
from pages.live import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.order import Order
    from pages.i18n import Translator
    from pages.live import LiveOrder

log = logging.getLogger(__name__)


class Fragment(ContentElement, component=STATIC / "shared/fragment.js"):
    """Element that shows `content`: HTML that a presenter has made and escaped."""

    CONTENT_PROP = "content"

    def __init__(self, content: Markup = Markup(), *, tag: str = "div") -> None:  # noqa: B008  it is immutable
        self._is_written = False
        super().__init__(content=content)
        self._props["tag"] = tag

    def write(self) -> Markup:
        """Return the content for the page's HTML, from which the script takes it: it is not sent a second time."""
        self._is_written = True
        return Markup(self.content)  # noqa: S704  presenters have escaped it

    @override
    def _handle_content_change(self, content: str) -> None:
        super()._handle_content_change(content)
        self._is_written = False

    @override
    def _to_dict(self) -> dict[str, Any]:
        told = super()._to_dict()
        if self._is_written:
            told["props"] = {name: value for name, value in told["props"].items() if name != self.CONTENT_PROP}
        return told

    def follow(
        self,
        live: LiveOrder,
        presenter: Callable[[Order, Translator], Markup],
        t: Translator,
        source: Callable[[Order], object] = whole,
    ) -> Fragment:
        """Show what the presenter renders of the order, now and after each change of `source`."""
        self.bind_content_from(live, "order", backward=keep_last_good(live.drawn(presenter, t, source)))
        return self


class Landmark(Element):
    """The `main` landmark (WAI-ARIA) of a page about an order: its stage, its code, how often its guest was called."""

    standing = BindableProperty(on_change=lambda sender, standing: sender.show(*standing))

    def __init__(self, live: LiveOrder) -> None:
        super().__init__("main")
        self.standing = "", 0, ""
        bind_from(self, "standing", live, "order", _standing)

    def show(self, stage: str, calls: int, code: str) -> None:
        """Set the attributes that styles, scripts and tests read."""
        self.props.update({"data-stage": stage, "data-calls": str(calls), "data-code": code})


def _standing(order: Order) -> tuple[str, int, str]:
    return order.stage.value, count_calls(order), order.pickup_code


def keep_last_good(presenter: Callable[[Any], Markup]) -> Callable[[Any], Markup]:
    """Wrap a presenter: when it fails, the failure is logged and its last good result is returned.

    A transform that raises would keep the change from every watcher that was bound after it.
    """
    last_good = Markup()

    def present(value: Any) -> Markup:
        nonlocal last_good
        try:
            last_good = presenter(value)
        except Exception:
            log.exception("A fragment of a page could not be rendered")
        return last_good

    return present
