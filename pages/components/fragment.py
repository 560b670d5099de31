"""HTML fragment bound to the live state: it is morphed in place, so that focus, scroll and animations stay."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from nicegui.binding import BindableProperty, bind_from
from nicegui.element import Element
from nicegui.elements.mixins.content_element import ContentElement

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
        super().__init__(content=content)
        self._props["tag"] = tag

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
    """The `main` landmark (WAI-ARIA) of a page; `data-stage` carries the stage of the order."""

    stage = BindableProperty(on_change=lambda sender, stage: sender.show_stage(stage))

    def __init__(self, stage: str = "") -> None:
        super().__init__("main")
        self.stage = stage
        self.show_stage(stage)

    def follow(self, live: LiveOrder) -> Landmark:
        """Show the order's stage, now and after each change."""
        bind_from(self, "stage", live, "order", lambda order: order.stage.value)
        return self

    def show_stage(self, stage: str) -> None:
        """Set `data-stage`, which styles and tests read."""
        if stage:
            self.props["data-stage"] = stage


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
