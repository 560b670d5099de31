"""Page shell: our own template and stylesheet, rendered in place of NiceGUI's."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markupsafe import Markup
from nicegui import client, ui
from nicegui.dependencies import register_importmap_override
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from pages.components.inlined_files import files_digest, guest_guard, guest_style, has_files, inlined_guard
from pages.components.scripts import IDIOMORPH, VUE, import_map, preloaded_urls, static_url
from pages.components.start_guard import start_guard_texts
from pages.components.static_files import PAGES, read_compactly
from pages.components.static_html import render_static
from pages.components.stylesheets import GUEST_STYLESHEETS, STYLESHEETS, stylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from fastapi import Request

    from pages.i18n import Translator

_EMPTY = Markup()


@dataclass(frozen=True, kw_only=True)
class PageShell:
    """Everything around a page's elements: stylesheet, script, server-rendered HTML.

    `header` and `footer` stand around the elements; the server does not change them any more. `first_html` is
    shown until the live page replaces it, and stays where no script runs; there the browser reloads
    after `refresh_seconds` (0: never). `start_script` (in pages/static/) imports and starts all that the page runs;
    `script_texts` reach it as data attributes. `is_for_guests` leaves out the staff's part of the stylesheet,
    `is_printed` puts in the paper's.
    """

    translator: Translator
    now: datetime
    first_html: Markup = _EMPTY
    header: Markup = _EMPTY
    footer: Markup = _EMPTY
    refresh_seconds: int = 0
    start_script: str = ""
    script_texts: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Markup, ...] = ()
    is_live: bool = True
    is_for_guests: bool = False
    is_printed: bool = False

    @property
    def all_texts(self) -> dict[str, str]:
        """The texts of the scripts, and of the guard that says when they have not started."""
        return {**(start_guard_texts(self.translator, self.now) if self.start_script else {}), **self.script_texts}

    @property
    def utc_offsets(self) -> str:
        """The UTC offsets of the year ahead, as JSON: scripts write times by them, whatever their browser knows."""
        return json.dumps(self.translator.utc_offsets(self.now))

    def style(self, headers: Mapping[str, str]) -> Markup:
        """Return the stylesheet for a request with these headers."""
        if self.is_for_guests and not self.is_printed:
            return guest_style(headers)
        written = stylesheet((*GUEST_STYLESHEETS, "paper") if self.is_for_guests else STYLESHEETS)
        return Markup("<style>{}</style>").format(written)

    def start_guard(self, headers: Mapping[str, str], nonce: str) -> Markup:
        """Return the script that says when the others have not started, for a request with these headers."""
        return guest_guard(headers, nonce) if self.is_for_guests else inlined_guard(nonce)


# Taken, for NiceGUI keeps a page's request as long as the page: its texts would be 15 kB a guest.
def _take_shell(request: Request) -> dict[str, PageShell]:
    shell: PageShell = request.state.shell
    del request.state.shell
    return {"shell": shell}


_templates = Jinja2Templates(PAGES / "templates", context_processors=[_take_shell])


def install_template() -> None:
    """Make NiceGUI render into our template (an internal of the pinned version: a test watches it)."""
    for name in ("guest_icons", "staff_icons"):
        drawings = read_compactly(f"static/icons/{name.removesuffix('_icons')}.svg")
        _templates.env.globals[name] = Markup(drawings)  # noqa: S704  our own files
    _templates.env.globals |= {"files_digest": files_digest, "has_files": has_files}
    _templates.env.filters |= {"import_map": import_map, "preloaded_urls": preloaded_urls, "static_url": static_url}
    _templates.env.filters["with_libraries"] = _with_libraries
    register_importmap_override("vue", static_url(VUE))
    register_importmap_override("idiomorph", static_url(IDIOMORPH))
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


# NiceGUI names its own Vue first, whatever the import map says, and nothing that a component imports.
def _with_libraries(urls: Sequence[str]) -> list[str]:
    return [static_url(VUE), static_url(IDIOMORPH), *urls[1:]] if urls else []
