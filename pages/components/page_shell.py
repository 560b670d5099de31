"""Page shell: our own template and stylesheet, rendered in place of NiceGUI's."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup
from nicegui import client, ui
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from pages.components.static_html import render_static

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from fastapi import Request

    from pages.i18n import Translator

_FOLDER = Path(__file__).parents[1]
STATIC = _FOLDER / "static"
_templates = Jinja2Templates(_FOLDER / "templates", context_processors=[lambda request: {"shell": request.state.shell}])
SCRIPT_FOLDERS = tuple(STATIC / name for name in ("shared", "guest", "kitchen", "counter", "owner", "api"))
_EMPTY = Markup()
# In the order of the cascade: the tokens first, then what is built of them.
STYLESHEETS = ("tokens", "guest", "kitchen", "counter", "reports", "notify")
# The part that a guest's page needs.
GUEST_STYLESHEETS = ("tokens", "guest", "notify")


@dataclass(frozen=True, kw_only=True)
class PageShell:
    """Everything around a page's elements: stylesheet, scripts, server-rendered HTML.

    `first_html` is shown until the live page replaces it, and stays where no script runs; there the browser reloads
    after `refresh_seconds` (0: never). `script_texts` reach the scripts as data attributes. `is_for_guests` leaves
    out the staff's part of the stylesheet.
    """

    translator: Translator
    now: datetime
    first_html: Markup = _EMPTY
    refresh_seconds: int = 0
    scripts: tuple[str, ...] = ()
    script_texts: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Markup, ...] = ()
    is_live: bool = True
    is_for_guests: bool = False

    @property
    def stylesheet(self) -> Markup:
        """The stylesheet, inlined: a phone on a slow network then paints with the first answer."""
        return stylesheet(GUEST_STYLESHEETS if self.is_for_guests else STYLESHEETS)


def install_template() -> None:
    """Make NiceGUI render into our template (an internal of the pinned version: a test watches it)."""
    _templates.env.globals["icons"] = Markup((STATIC / "icons/sprite.svg").read_text())  # noqa: S704  our own file
    _templates.env.filters["add_own_scripts"] = add_own_scripts
    client.templates = _templates


def attach_shell(shell: PageShell, title: str) -> None:
    """Set the shell of the page being built; `first_html` defaults to its elements rendered as static HTML."""
    page = ui.context.client
    page.title = title
    page.request.state.shell = replace(shell, first_html=shell.first_html or render_static(page.content))


def static_page(request: Request, shell: PageShell, title: str, status_code: int = 200) -> Response:
    """Answer with a page that needs no socket and makes no NiceGUI client."""
    request.state.shell = shell
    context = {"title": title, "imports": "{}", "js_imports_urls": (), "head_html": ""}
    response = _templates.TemplateResponse(request, "index.html", context, status_code=status_code)
    response.headers["Cache-Control"] = "no-store"
    return response


@functools.cache
def stylesheet(names: tuple[str, ...]) -> Markup:
    """Return the named stylesheets as one, in this order."""
    return Markup("\n".join((STATIC / "css" / f"{name}.css").read_text() for name in names))  # noqa: S704  our own files


def add_own_scripts(imports: str) -> Markup:
    """Add our scripts to an import map, as `@/folder/name.js`: one address, and so one instance, for every importer."""
    names = sorted(script.relative_to(STATIC).as_posix() for folder in SCRIPT_FOLDERS for script in folder.glob("*.js"))
    own = {f"@/{name}": static_url(name) for name in names}
    return Markup(json.dumps(json.loads(imports) | own))  # noqa: S704  our own addresses, and NiceGUI's


@functools.cache
def static_url(name: str) -> str:
    """Return the URL of a static file with a digest of its content, so that it can be cached without end."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"
