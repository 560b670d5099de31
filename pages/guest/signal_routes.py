"""Signal routes: what a guest tells the kitchen, as JSON from the page's script or as a plain form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from starlette.responses import RedirectResponse, Response

from domain.errors import KitchenError, SignalTooSoon
from domain.guest_signals import MAX_PLACE_CHARS, MIN_REPEAT, SignalKind
from domain.text import clean
from pages.components.error_texts import error_status
from pages.components.problem_json import problem
from pages.security.form_body import read_form
from pages.security.guarded_route import GuardedRoute

if TYPE_CHECKING:
    from domain.order import Order
    from pages.context import AppContext
    from pages.live import LiveOrder
    from pages.security.auth import Auth

Place = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_PLACE_CHARS), AfterValidator(clean)]


class SignalIn(BaseModel):
    """What the guest tells, or with `is_on` false takes back, where the guest waits, and the language of the page."""

    model_config = ConfigDict(extra="ignore")

    kind: SignalKind
    place: Place = ""
    is_on: bool = True
    lang: Annotated[str, StringConstraints(max_length=20)] = ""


def signal_routes(context: AppContext, auth: Auth) -> APIRouter:
    """Return the route of a guest's signals. A form's answer is the tracking page, a script's has no content."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

    @router.post("/t/{token}/signals", dependencies=[Depends(auth.require_guest_origin)])
    async def take(request: Request, live: LiveOrder = Depends(auth.guest_order)) -> Response:  # noqa: B008, FAST002  FastAPI's way
        is_json = request.headers.get("content-type", "").startswith("application/json")
        told = await _read(request, is_json=is_json)
        is_on = told.is_on or _is_other_place(told, live.order)
        try:
            await context.kitchen.signals.take(live.order.id, told.kind, place=told.place, is_on=is_on)
        except KitchenError as error:
            if is_json:
                return _refuse(error)
        if is_json:
            return Response(status_code=204)
        query = f"?{urlencode({'lang': told.lang})}" if told.lang else ""
        return RedirectResponse(f"/t/{live.order.token}{query}", 303)

    return router


# The form that holds the place also takes "I'm here" back: who has written another place is still here.
def _is_other_place(told: SignalIn, order: Order) -> bool:
    before = order.signals
    return told.kind is SignalKind.HERE and before.here_at is not None and told.place not in {"", before.place}


async def _read(request: Request, *, is_json: bool) -> SignalIn:
    try:
        if is_json:
            return SignalIn.model_validate_json(await request.body())
        return SignalIn.model_validate(await read_form(request))
    except ValidationError as error:
        raise HTTPException(422) from error


def _refuse(error: KitchenError) -> Response:
    if isinstance(error, SignalTooSoon):
        seconds = int(MIN_REPEAT.total_seconds())
        return problem(429, "Please wait a few seconds.", {"Retry-After": str(seconds)})
    return problem(error_status(error), "The order does not take this any more.")
