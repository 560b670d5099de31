"""Web application: routers and middleware in one list, with NiceGUI mounted below them."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI
from nicegui import app as nicegui_app
from nicegui import ui
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from typing_extensions import override

from pages.api.docs import DescribedApp, documentation
from pages.api.long_deliveries import LongDeliveries
from pages.api.printers.cloudprnt import cloudprnt_routes
from pages.api.printers.epson import epson_routes
from pages.api.routes import delivery_rest, menu_rest, placing_rest, rest
from pages.api.sources.routes import source_routes
from pages.api.tapping import tapping_rest
from pages.api.transferring import transfer_rest
from pages.api.webhook_messages import webhook_message_rest
from pages.api.webhooks import webhook_rest
from pages.components.assembled_files import assembled
from pages.components.compression import GZIP_LEVEL, MIN_COMPRESSED_BYTES
from pages.components.error_pages import ErrorPages
from pages.components.page_shell import install_template
from pages.components.static_files import STATIC
from pages.counter.order_entry import order_form_pages
from pages.counter.order_list import order_list_pages
from pages.counter.receipt import receipt_pages
from pages.error_handlers import add_error_handlers
from pages.guest.pickup_board import board_pages
from pages.guest.push_routes import push_routes
from pages.guest.rating_page import rating_pages
from pages.guest.receipt import guest_receipt_pages
from pages.guest.scoreboard import scoreboard_pages
from pages.guest.signal_routes import signal_routes
from pages.guest.tracking import guest_pages
from pages.kitchen.kitchen_page import kitchen_pages
from pages.kitchen.plain_taps import plain_tap_routes
from pages.language_page import language_pages
from pages.owner.deliveries_page import delivery_pages
from pages.owner.menu_editor import menu_pages
from pages.owner.reports_page import report_pages
from pages.owner.settings.page import settings_pages
from pages.owner.welcome_page import welcome_pages
from pages.security.auth import Auth
from pages.security.body_limit import BodyLimitMiddleware
from pages.security.client_limit import ClientLimiter
from pages.security.login import login_pages
from pages.security.security_headers import SecurityHeadersMiddleware
from pages.security.socket_guards import guard_sockets
from pages.security.unknown_links import UnknownLinkMiddleware
from pages.server.cached_signatures import use_cached_signatures
from pages.server.compressed_static import CompressedStaticMiddleware
from pages.server.fair_queue import FairQueueMiddleware
from pages.server.head_requests import HeadMiddleware
from pages.server.outbox import use_on_demand_outboxes
from pages.server.single_pages import use_single_pages
from pages.server.site_files import site_files
from pages.server.socket_monitor import use_single_sweeps
from pages.server.socket_path import SocketPathMiddleware
from pages.server.taps_first import TapsFirstMiddleware
from pages.server.trailing_slash import TrailingSlashMiddleware

if TYPE_CHECKING:
    from starlette.types import Scope

    from pages.context import AppContext

# NiceGUI derives ping interval (8 s) and timeout (4 s) from it: a dead connection is noticed within 12 s. Guests' pages
# set a longer one of their own.
RECONNECT_SECONDS = 10.0


class _StaticFiles(StaticFiles):
    @override
    async def get_response(self, path: str, scope: Scope) -> Response:
        if content := assembled(path):
            response = Response(content, media_type=mimetypes.guess_type(path)[0])
        else:
            response = await super().get_response(path, scope)
        if scope["query_string"]:  # the digest of the content, so this URL never changes
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def web_app(context: AppContext, *more: APIRouter) -> FastAPI:
    """Assemble the application; `more` are routers that main has made itself. Serve it through `secure_app`."""
    install_template()
    auth, limiter, error_pages = Auth(context), ClientLimiter(), ErrorPages(context)
    app = DescribedApp(title="OrderBell", version="1", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    # Guests come first: each route that a request passes costs it 15 µs. The routes are added as they are, for of an
    # included router FastAPI builds each a second time, and looks at it through a wrapper at each request.
    for router in (
        guest_pages(context, auth, limiter),
        placing_rest(context, auth),
        rest(context, auth),
        transfer_rest(context, auth),
        tapping_rest(context, auth),
        delivery_rest(context, auth),
        menu_rest(context, auth),
        webhook_rest(context, auth),
        webhook_message_rest(context, auth),
        source_routes(context),
        cloudprnt_routes(context),
        epson_routes(context),
        documentation(context),
        login_pages(context, auth),
        language_pages(context, auth),
        push_routes(context, auth),
        signal_routes(context, auth),
        kitchen_pages(context, auth),
        plain_tap_routes(context, auth),
        order_form_pages(context, auth),
        order_list_pages(context, auth),
        receipt_pages(context, auth),
        menu_pages(context, auth),
        report_pages(context, auth),
        delivery_pages(context, auth),
        settings_pages(context, auth),
        welcome_pages(context, auth),
        rating_pages(context, auth),
        guest_receipt_pages(context, auth),
        scoreboard_pages(context),
        board_pages(context, auth, limiter),
        site_files(),
        *more,
    ):
        app.router.routes.extend(router.routes)
    app.mount("/static", _StaticFiles(directory=STATIC))
    add_error_handlers(app, context, error_pages, app.router.routes)
    add_error_handlers(nicegui_app, context, error_pages, app.router.routes)
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
    use_on_demand_outboxes()
    use_single_pages()
    use_cached_signatures()
    use_single_sweeps()
    nicegui_app.storage.max_tab_storage_age = 60.0
    _add_middleware(app, context, auth, error_pages)
    return app


# The last one added sees a request first.
def _add_middleware(app: FastAPI, context: AppContext, auth: Auth, error_pages: ErrorPages) -> None:
    app.add_middleware(CompressedStaticMiddleware, prefixes=("/static/", "/_nicegui/", "/api/docs/"))
    app.add_middleware(GZipMiddleware, minimum_size=MIN_COMPRESSED_BYTES, compresslevel=GZIP_LEVEL)
    app.add_middleware(HeadMiddleware)
    app.add_middleware(SocketPathMiddleware)
    app.add_middleware(
        BodyLimitMiddleware, max_bytes=auth.max_body_bytes, on_too_long=LongDeliveries(context, auth).record
    )
    # Who has waited for a turn may come into it in the midst of a tap.
    app.add_middleware(TapsFirstMiddleware, kitchen=context.kitchen, may_tap=auth.may_tap)
    app.add_middleware(FairQueueMiddleware, find_order=auth.find_order)
    app.add_middleware(
        UnknownLinkMiddleware, auth=auth, error_pages=error_pages, read_link=context.kitchen.updates.read_link
    )
    app.add_middleware(TapsFirstMiddleware, kitchen=context.kitchen, may_tap=auth.may_tap)
    app.add_middleware(TrailingSlashMiddleware, prefix="/api/v1/")


def secure_app(app: FastAPI, context: AppContext) -> SecurityHeadersMiddleware:
    """Wrap the finished application: Starlette answers unhandled errors outside of its own middleware."""
    return SecurityHeadersMiddleware(app, is_secure=lambda: context.is_secure)
