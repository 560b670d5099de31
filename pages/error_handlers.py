"""Exception handlers: problem+json (RFC 9457) for the API, an error page for people."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from domain.calls import MIN_CALL_PAUSE
from domain.errors import CallTooSoon, KitchenError, NotRead, NotSaved
from pages.components.error_pages import ErrorPages
from pages.components.error_texts import error_status, error_text
from pages.components.problem_json import plain_message, problem
from pages.error_advice import explain
from pages.security.auth import SignInNeeded
from pages.security.client_limit import NoRoom
from pages.security.login import redirect_to_login
from pages.security.own_origin import OriginRefused
from pages.server.allowed_methods import allowed_methods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute

    from pages.context import AppContext
    from pages.i18n import Translator

API_PREFIX = "/api/"
RETRY_AFTER_SECONDS = 2


async def _answer_static(_: Request, error: NoRoom) -> Response:
    return error.answer


def add_error_handlers(
    app: FastAPI, context: AppContext, error_pages: ErrorPages, routes: Sequence[BaseRoute] = ()
) -> None:
    """Register a handler for each kind of error. A wrong method on a path of `routes` is told the right ones."""

    @app.exception_handler(SignInNeeded)
    async def send_to_login(_: Request, error: SignInNeeded) -> Response:
        return redirect_to_login(error.address)

    app.exception_handler(NoRoom)(_answer_static)

    @app.exception_handler(OriginRefused)
    async def answer_foreign_page(request: Request, error: OriginRefused) -> Response:
        says = origin_refusal_text(error, context.translator_for_request(request))
        if _wants_json(request):
            return problem(HTTPStatus.FORBIDDEN, says, says=says)
        return error_pages.explain(request, HTTPStatus.FORBIDDEN, says)

    @app.exception_handler(KitchenError)
    async def answer_kitchen_error(request: Request, error: KitchenError) -> Response:
        if _wants_json(request):
            return await kitchen_problem(error, request, context)
        says = error_text(error, context.translator_for_request(request))
        return error_pages.explain(request, error_status(error), says, _retry_after(error))

    @app.exception_handler(RequestValidationError)
    async def answer_invalid(request: Request, error: RequestValidationError) -> Response:
        return invalid_problem(error) if _wants_json(request) else error_pages.answer(request, 422)

    @app.exception_handler(404)  # by number too, or NiceGUI's handler would make a client for each bad link
    @app.exception_handler(HTTPException)
    async def answer_http_error(request: Request, error: HTTPException) -> Response:
        allowed = allowed_methods(routes, request.scope) if error.status_code == HTTPStatus.NOT_FOUND else ""
        return _answer_method(request, allowed, error_pages) if allowed else _answer(request, error, error_pages)

    @app.exception_handler(500)
    @app.exception_handler(Exception)
    async def answer_failure(request: Request, _: Exception) -> Response:
        if request.url.path.startswith(API_PREFIX):
            return problem(500, "Something failed on our side; it is in the log.")
        return error_pages.answer(request, 500)


def _answer(request: Request, error: HTTPException, error_pages: ErrorPages) -> Response:
    if _wants_json(request):
        return problem(error.status_code, _detail(error), error.headers)
    return error_pages.answer(request, error.status_code, error.headers)


def _answer_method(request: Request, allowed: str, error_pages: ErrorPages) -> Response:
    headers = {"Allow": allowed}
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    return _answer(request, HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers=headers), error_pages)


def origin_refusal_text(error: OriginRefused, t: Translator) -> str:
    """Say why a page may not do this, and what to write if it should."""
    if not error.is_same:
        return t.gettext("This came from another site's page. Please open OrderBell by its own address.")
    return t.gettext(
        "OrderBell does not know the address {origin}. If it is this restaurant's own, write"
        " ORDERBELL_PUBLIC_URL={origin} in its settings, and start it again.",
        origin=error.origin,
    )


async def kitchen_problem(error: KitchenError, request: Request, context: AppContext) -> Response:
    """Map an error of the domain to a problem document that says what to do instead, with the order as it stands."""
    detail, more = await explain(error, request, context)
    return problem(error_status(error), detail, _retry_after(error), **more)


def _retry_after(error: KitchenError) -> dict[str, str] | None:
    match error:
        case NotSaved() | NotRead():
            return {"Retry-After": str(RETRY_AFTER_SECONDS)}
        case CallTooSoon():
            return {"Retry-After": str(int(MIN_CALL_PAUSE.total_seconds()))}
        case _:
            return None


def invalid_problem(error: RequestValidationError) -> Response:
    """Map a validation error to 422, naming each field and what it should be; values are not repeated."""
    errors = [{"at": "/".join(str(part) for part in e["loc"]), "says": plain_message(e)} for e in error.errors()]
    return problem(422, "The request does not fit; see errors.", errors=errors)


# Who sends JSON reads it: the service worker names nothing else that it accepts.
def _wants_json(request: Request) -> bool:
    named = (request.headers.get(name, "") for name in ("accept", "content-type"))
    return request.url.path.startswith(API_PREFIX) or any("json" in types for types in named)


def _detail(error: HTTPException) -> str:
    return error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
