"""Errors as people and programs need them: RFC 9457 problem+json for the API, a calm plain page for everybody else."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from domain.errors import DishUnavailable, IntakeConflict, KitchenError, NotSaved, OrderNotFound, StaleTap, TapRefused
from pages.components.error_pages import ErrorPages
from pages.components.problem_json import problem
from pages.schemas import order_out
from pages.security.auth import SignInNeeded
from pages.security.login import to_login

if TYPE_CHECKING:
    from pages.context import AppContext

API = "/api/"
_RETRY_SECONDS = "2"


def answer_problems(app: FastAPI, context: AppContext, calm: ErrorPages) -> None:
    """Have the application answer each error in words."""

    @app.exception_handler(SignInNeeded)
    async def sign_in(_: Request, error: SignInNeeded) -> Response:
        return to_login(error.path)

    @app.exception_handler(KitchenError)
    async def kitchen(_: Request, error: KitchenError) -> Response:
        return kitchen_problem(error, context)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        return invalid_problem(error)

    @app.exception_handler(404)  # by number too: NiceGUI's own handler is, and would make a client for each bad link
    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith(API) or "json" in request.headers.get("accept", ""):
            return problem(error.status_code, _detail(error), error.headers)
        return calm.answer(request, error.status_code, error.headers)

    @app.exception_handler(500)
    @app.exception_handler(Exception)
    async def failed(request: Request, _: Exception) -> Response:
        if request.url.path.startswith(API):
            return problem(500, "Something failed on our side; it is in the log.")
        return calm.answer(request, 500)


def kitchen_problem(error: KitchenError, context: AppContext) -> Response:
    """Answer what the kitchen could not do, with what to do instead."""
    match error:
        case OrderNotFound():
            return problem(404, "There is no such order, item or dish.")
        case TapRefused():
            return problem(409, f"{error.tap} is not possible while {error.state}.", state=error.state, tap=error.tap)
        case StaleTap():
            fresh = order_out(error.actual, context.tracking_url(error.actual)).model_dump(mode="json")
            detail = "The order has moved on. Look at it as it stands now, and decide anew."
            return problem(409, detail, seen=error.seen, actual=error.actual.version, order=fresh)
        case IntakeConflict() if error.field == "idempotency_key":
            return problem(
                422, "This Idempotency-Key came with another order before. Use a new key.", field=error.field
            )
        case IntakeConflict():
            return problem(409, f"This {error.field} was used for something else. Use a new one.", field=error.field)
        case DishUnavailable():
            return problem(409, "A dish of the order is not available.", item=error.position)
        case NotSaved():
            return problem(503, "Not saved. Nothing has changed; try again.", {"Retry-After": _RETRY_SECONDS})
        case _:
            return problem(500)


def invalid_problem(error: RequestValidationError) -> Response:
    """Answer a request that could not be read, naming each part and what it should be; values are not repeated."""
    errors = [{"at": "/".join(str(part) for part in e["loc"]), "says": e["msg"]} for e in error.errors()]
    return problem(422, "The request does not fit; see errors.", errors=errors)


def _detail(error: HTTPException) -> str:
    return error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
