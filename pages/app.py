"""The web application: our own routes, NiceGUI's pages below them, and what guards them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI
from nicegui import app as nicegui_app
from nicegui import ui
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from pages.api.docs import documentation
from pages.api.routes import menu_rest, rest
from pages.components.error_pages import ErrorPages
from pages.components.page_shell import STATIC, install_template
from pages.counter.order_entry import order_form_pages
from pages.counter.receipt import receipt_pages
from pages.error_handlers import answer_problems
from pages.guest.pickup_board import board_pages
from pages.guest.push_routes import push_routes
from pages.guest.tracking import guest_pages
from pages.kitchen.kitchen_page import kitchen_pages
from pages.owner.menu_editor import menu_pages
from pages.owner.reports_page import report_pages
from pages.owner.settings_page import settings_pages
from pages.security.auth import Auth
from pages.security.body_limit import BodyLimitMiddleware
from pages.security.client_limit import ClientLimiter
from pages.security.login import login_pages
from pages.security.security_headers import SecurityHeadersMiddleware
from pages.security.socket_guards import MalformedFrameMiddleware, guard_sockets
from pages.security.unknown_links import UnknownLinkMiddleware
from pages.server.compressed_static import CompressedStaticMiddleware

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Scope

    from pages.context import AppContext

# NiceGUI takes its ping from this: 8 s and 4 s, so a dead link is noticed within 12 s. Pages wait longer for phones.
RECONNECT_SECONDS = 10.0
MAX_BODY = 64 * 1024


class _SafeApp(FastAPI):
    """FastAPI with our headers on every answer: what it says of a failure is said outside of all middleware."""

    is_secure = False

    def build_middleware_stack(self) -> ASGIApp:
        return SecurityHeadersMiddleware(super().build_middleware_stack(), is_secure=self.is_secure)


class _StaticFiles(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if scope["query_string"]:  # the digest of the content: under this address it never changes
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def web_app(context: AppContext, *more: APIRouter) -> FastAPI:
    """Put the application together; `more` are routes that main has put together itself."""
    install_template()
    auth, limiter, calm = Auth(context), ClientLimiter(), ErrorPages(context)
    app = _SafeApp(title="OrderBell", version="1", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    app.is_secure = context.is_secure
    app.mount("/static", _StaticFiles(directory=STATIC))
    app.include_router(rest(context, auth))
    app.include_router(menu_rest(context, auth))
    app.include_router(documentation(context))
    app.include_router(login_pages(context, auth))
    app.include_router(guest_pages(context, auth, limiter))
    app.include_router(push_routes(context, auth))
    app.include_router(kitchen_pages(context, auth))
    app.include_router(order_form_pages(context, auth))
    app.include_router(receipt_pages(context, auth))
    app.include_router(menu_pages(context, auth))
    app.include_router(report_pages(context, auth))
    app.include_router(settings_pages(context, auth))
    app.include_router(board_pages(context, auth, limiter))
    for router in more:
        app.include_router(router)
    answer_problems(app, context, calm)
    answer_problems(nicegui_app, context, calm)
    ui.run_with(
        app,
        title=context.name,
        dark=None,
        binding_refresh_interval=None,
        reconnect_timeout=RECONNECT_SECONDS,
        gzip_middleware_factory=None,
        tailwind=False,
        show_welcome_message=False,
    )
    guard_sockets(context.origins, auth)
    nicegui_app.storage.max_tab_storage_age = 60.0
    app.add_middleware(MalformedFrameMiddleware)
    app.add_middleware(BodyLimitMiddleware, most=MAX_BODY)
    app.add_middleware(CompressedStaticMiddleware, prefixes=("/static/", "/_nicegui/", "/api/docs/"))
    app.add_middleware(GZipMiddleware, minimum_size=1400, compresslevel=5)
    app.add_middleware(UnknownLinkMiddleware, auth=auth, calm=calm)
    return app
