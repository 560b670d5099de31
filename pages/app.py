"""The web application: our own routes, NiceGUI's pages below them, and what guards them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI
from nicegui import app as nicegui_app
from nicegui import ui
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from pages.access import Access
from pages.api import menu_rest, rest
from pages.api_docs import documentation
from pages.board import board_pages
from pages.calm import CalmPages, MadeUpLinks
from pages.dressing import STATIC, use_own_template
from pages.headers import SafeHeaders
from pages.kitchen import kitchen_pages
from pages.limits import BodyLimit
from pages.login import login_pages
from pages.menu import menu_pages
from pages.order_form import order_form_pages
from pages.pressed import Pressed
from pages.problems import answer_problems
from pages.push import push_routes
from pages.receipt import receipt_pages
from pages.reports import report_pages
from pages.seats import Seats
from pages.settings import settings_pages
from pages.sockets import CalmSockets, guard_sockets
from pages.track import guest_pages

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Scope

    from pages.house import House

# NiceGUI takes its ping from this: 8 s and 4 s, so a dead link is noticed within 12 s. Pages wait longer for phones.
RECONNECT_SECONDS = 10.0
MAX_BODY = 64 * 1024


class _SafeApp(FastAPI):
    """FastAPI with our headers on every answer: what it says of a failure is said outside of all middleware."""

    is_secure = False

    def build_middleware_stack(self) -> ASGIApp:
        return SafeHeaders(super().build_middleware_stack(), is_secure=self.is_secure)


class _StaticFiles(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if scope["query_string"]:  # the digest of the content: under this address it never changes
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def web_app(house: House, *more: APIRouter) -> FastAPI:
    """Put the application together; `more` are routes that main has put together itself."""
    use_own_template()
    access, seats, calm = Access(house), Seats(), CalmPages(house)
    app = _SafeApp(title="OrderBell", version="1", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    app.is_secure = house.is_secure
    app.mount("/static", _StaticFiles(directory=STATIC))
    app.include_router(rest(house, access))
    app.include_router(menu_rest(house, access))
    app.include_router(documentation(house))
    app.include_router(login_pages(house, access))
    app.include_router(guest_pages(house, access, seats))
    app.include_router(push_routes(house, access))
    app.include_router(kitchen_pages(house, access))
    app.include_router(order_form_pages(house, access))
    app.include_router(receipt_pages(house, access))
    app.include_router(menu_pages(house, access))
    app.include_router(report_pages(house, access))
    app.include_router(settings_pages(house, access))
    app.include_router(board_pages(house, access, seats))
    for router in more:
        app.include_router(router)
    answer_problems(app, house, calm)
    answer_problems(nicegui_app, house, calm)
    ui.run_with(
        app,
        title=house.name,
        dark=None,
        binding_refresh_interval=None,
        reconnect_timeout=RECONNECT_SECONDS,
        gzip_middleware_factory=None,
        tailwind=False,
        show_welcome_message=False,
    )
    guard_sockets(house.origins, access)
    nicegui_app.storage.max_tab_storage_age = 60.0
    app.add_middleware(CalmSockets)
    app.add_middleware(BodyLimit, most=MAX_BODY)
    app.add_middleware(Pressed, prefixes=("/static/", "/_nicegui/", "/api/docs/"))
    app.add_middleware(GZipMiddleware, minimum_size=1400, compresslevel=5)
    app.add_middleware(MadeUpLinks, access=access, calm=calm)
    return app
