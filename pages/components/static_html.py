"""Server-side rendering of NiceGUI elements: the first answer is readable before, and without, any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.fragment import Fragment

if TYPE_CHECKING:
    from nicegui.element import Element

_NON_ATTRIBUTES = frozenset({Fragment.CONTENT_PROP, "tag"})


def render_static(element: Element) -> Markup:
    """Return the element and all below it as HTML, its texts escaped."""
    if isinstance(element, Fragment):
        return _render_tag(element.props["tag"], element, element.write(), id=element.html_id)
    text = Markup("{}").format(element._text or "")  # noqa: SLF001  NiceGUI sends the same text to the browser
    return _render_tag(
        element.tag, element, text + Markup("").join(render_static(child) for child in element.default_slot.children)
    )


def _render_tag(tag: str, element: Element, inner: Markup, **more: object) -> Markup:
    attributes = more | {name: value for name, value in element.props.items() if name not in _NON_ATTRIBUTES}
    if element.classes:
        attributes["class"] = " ".join(element.classes)
    rendered = Markup("").join(_render_attribute(name, value) for name, value in attributes.items())
    return Markup("<{0}{1}>{2}</{0}>").format(tag, rendered, inner)


def _render_attribute(name: str, value: object) -> Markup:
    if value is False or value is None or name.startswith(":"):
        return Markup()
    return Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value)
