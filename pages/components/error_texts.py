"""Error texts: one table of texts and one of HTTP statuses for the errors of the kitchen."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from domain.errors import (
    CallTooSoon,
    DishNotFound,
    DishUnavailable,
    IntakeConflict,
    KitchenError,
    MenuTooLong,
    NotRead,
    NotSaved,
    OrderNotFound,
    SignalRefused,
    SignalTooSoon,
    StaleTap,
    TapRefused,
)

if TYPE_CHECKING:
    from pages.i18n import Translator


def error_text(error: KitchenError, t: Translator, *, code: str = "", dish: str = "") -> str:
    """Say what was not done and what to do; `code` is the order's, `dish` the name of the dish, if one was meant."""
    match error:
        case StaleTap():
            return t.gettext("{code} was changed on another screen. Look again, then tap.", code=code)
        case TapRefused():
            return t.gettext("That is not possible any more. {code} stays as you see it now.", code=code)
        case CallTooSoon():
            return t.gettext("{code} was called a moment ago.", code=code)
        case DishNotFound() | IntakeConflict(field="name") | MenuTooLong():
            return _menu_text(error, t)
        case OrderNotFound():
            return t.gettext("That is no longer here.")
        case DishUnavailable():
            return t.gettext("{dish} is sold out. Please take it off the order.", dish=dish)
        case IntakeConflict(field="idempotency_key" | "external_ref" | "tap_id"):
            return t.gettext("This order is in the kitchen already, as it was before you changed it. Look there first.")
        case NotSaved():
            return t.gettext("Not saved, nothing has changed. Please try again in a moment.")
        case NotRead():
            return t.gettext("It is not your fault. Please try again in a moment.")
        case _:
            return t.gettext("That did not go through. Please try again.")


def _menu_text(error: DishNotFound | IntakeConflict | MenuTooLong, t: Translator) -> str:
    match error:
        case DishNotFound():
            return t.gettext("That dish is no longer on the menu.")
        case IntakeConflict():
            return t.gettext("There is a dish of that name already.")
        case MenuTooLong(part="dishes"):
            return t.gettext("A menu has at most {n} dishes. Please take others off first.", n=error.most)
        case MenuTooLong():
            return t.gettext("A menu has at most {n} stations. Please take others off first.", n=error.most)


def error_status(error: KitchenError) -> HTTPStatus:
    """Return the status that goes with an error, for pages and for the REST interface."""
    match error:
        case OrderNotFound() | DishNotFound():
            return HTTPStatus.NOT_FOUND
        case StaleTap() | TapRefused() | IntakeConflict() | DishUnavailable() | MenuTooLong() | SignalRefused():
            return HTTPStatus.CONFLICT
        case SignalTooSoon() | CallTooSoon():
            return HTTPStatus.TOO_MANY_REQUESTS
        case NotSaved() | NotRead():
            return HTTPStatus.SERVICE_UNAVAILABLE
        case _:
            return HTTPStatus.INTERNAL_SERVER_ERROR


def refuse_form(error: KitchenError, t: Translator, *, code: str = "", dish: str = "") -> Response:
    """Answer a staff page's script whose request was not carried out."""
    return JSONResponse({"says": error_text(error, t, code=code, dish=dish)}, error_status(error))
