"""Templates: the HTML of pages that never change while they are open (Jinja2, escaping by itself).

Parts that are drawn again and again while a page is open are Markup of their presenters: a template costs ten times as
much.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pages.components.labels import icon

if TYPE_CHECKING:
    from pages.i18n import Translator

FOLDER = Path(__file__).parents[1] / "templates"
_environment = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_environment.globals["icon"] = icon


def render_template(name: str, t: Translator, **values: object) -> Markup:
    """Render a template of pages/templates/ in the language of `t`; raises UndefinedError for a value not given."""
    html = _environment.get_template(name).render(gettext=t.gettext, ngettext=t.ngettext, **values)
    return Markup(html)  # noqa: S704  the environment escapes
