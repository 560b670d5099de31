"""A piece of a page whose HTML is bound to the live state, and changes in place: focus, scroll and animations stay."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from nicegui.binding import BindableProperty, bind_from
from nicegui.element import Element
from nicegui.elements.mixins.content_element import ContentElement

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.order import Order
    from pages.i18n import Translator
    from pages.live import LiveOrder

log = logging.getLogger(__name__)

STATIC = Path(__file__).parents[1] / "static"


class Fragment(ContentElement, component=STATIC / "fragment.js", esm={"idiomorph": str(STATIC / "idiomorph")}):
    """Shows `content`, HTML that a presenter has made and escaped."""

    CONTENT_PROP = "content"

    def __init__(self, content: Markup = Markup(), *, tag: str = "div") -> None:  # noqa: B008  it is immutable
        """Show this content in an element of this tag."""
        super().__init__(content=content)
        self._props["tag"] = tag

    def follow(self, live: LiveOrder, presenter: Callable[[Order, Translator], Markup], t: Translator) -> Fragment:
        """Show what the presenter makes of the order in these words, now and after each change."""
        self.bind_content_from(live, "order", backward=calm(live.drawn(presenter, t)))
        return self


class Landmark(Element):
    """The `main` landmark of a page; its `data-stage` says where the order stands."""

    stage = BindableProperty(on_change=lambda sender, stage: sender.show_stage(stage))

    def __init__(self, stage: str = "") -> None:
        """Make the element, marked with a stage unless it is empty."""
        super().__init__("main")
        self.stage = stage
        self.show_stage(stage)

    def follow(self, live: LiveOrder) -> Landmark:
        """Carry the order's stage, now and after each change."""
        bind_from(self, "stage", live, "order", lambda order: order.stage.value)
        return self

    def show_stage(self, stage: str) -> None:
        """Write the stage where eyes, styles and tests find it."""
        if stage:
            self.props["data-stage"] = stage


def calm(presenter: Callable[[Any], Markup]) -> Callable[[Any], Markup]:
    """Wrap a presenter so that its failure is logged and shows what was shown before.

    A transform that raises would starve every watcher that was bound after it.
    """
    shown = Markup()

    def present(value: Any) -> Markup:
        nonlocal shown
        try:
            shown = presenter(value)
        except Exception:
            log.exception("A part of a page could not be drawn")
        return shown

    return present
