"""Rating: a guest says how it was, by stars and words, on plain forms below their link."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from domain.ratings import MAX_RATING_CHARS, MAX_STARS, Rating
from domain.stages import Stage
from domain.text import clean
from pages.components.page_shell import PageShell, static_page
from pages.guest.addresses import address
from pages.guest.contact_view import stars
from pages.security.form_body import read_form

if TYPE_CHECKING:
    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.live import LiveOrder
    from pages.security.auth import Auth

_RATED = {Stage.READY, Stage.COLLECTED}


def rating_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of the rating. Who has the link may rate: no page of another site knows it."""
    router = APIRouter(include_in_schema=False)

    @router.post("/t/{token}/rating")
    async def rate(request: Request, live: LiveOrder = Depends(auth.guest_order)) -> Response:  # noqa: B008, FAST002  FastAPI's way
        form = await read_form(request)
        number = form.get("stars", "")
        if number not in {str(n) for n in range(1, MAX_STARS + 1)} or live.order.stage not in _RATED:
            raise HTTPException(HTTPStatus.CONFLICT if number else HTTPStatus.UNPROCESSABLE_ENTITY)
        words = clean(form.get("words", ""))[:MAX_RATING_CHARS]
        # By the order of the link: the guests of orders that became one each say how it was.
        own_id = context.board.own_id(live)
        await context.ratings.keep(Rating(own_id, int(number), words, context.now()))
        said = {"lang": request.query_params.get("lang"), "stars": number, "done": "1" if "words" in form else None}
        query = urlencode({name: one for name, one in said.items() if one})
        return RedirectResponse(f"/t/{live.order.token}/rating?{query}", HTTPStatus.SEE_OTHER)

    @router.get("/t/{token}/rating")
    async def thank(request: Request, live: LiveOrder = Depends(auth.guest_order)) -> Response:  # noqa: B008, FAST002  FastAPI's way
        t = context.translator_for_request(request, live.order)
        chosen = request.query_params.get("stars", "")
        html = _page(live.order, int(chosen) if chosen in {"1", "2", "3", "4", "5"} else 0, request, t)
        shell = PageShell(translator=t, now=context.now(), first_html=html, is_live=False, is_for_guests=True)
        return static_page(request, shell, f"{live.order.pickup_code} · {context.name}")

    return router


def _page(order: Order, chosen: int, request: Request, t: Translator) -> Markup:
    return Markup(
        '<main class="guest rating"><section class="card"><h1>{title}</h1>{stars}{words}'
        '<a href="{order}">{back}</a></section></main>'
    ).format(
        title=t.gettext("Thank you") if chosen else t.gettext("How was it?"),
        stars=stars(order, t, chosen),
        words=_words(order, chosen, t) if chosen and "done" not in request.query_params else "",
        order=address(order, t),
        back=t.gettext("Back to your order"),
    )


def _words(order: Order, chosen: int, t: Translator) -> Markup:
    return Markup(
        '<form method="post" action="{action}"><input type="hidden" name="stars" value="{stars}">'
        '<label class="field">{label}<textarea name="words" rows="4" maxlength="{most}"></textarea></label>'
        '<p class="hint">{who}</p><button class="primary">{send}</button></form>'
    ).format(
        action=address(order, t, "/rating"),
        stars=chosen,
        label=t.gettext("What should the restaurant know?"),
        most=MAX_RATING_CHARS,
        who=t.gettext("Only the restaurant’s owner reads it."),  # noqa: RUF001
        send=t.gettext("Send"),
    )
