"""The placed order at the counter: a code to call, a QR code to scan off the screen, a receipt on 80 mm paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup

from pages.dressing import Dressing, plain_page, static_url
from pages.guest_view import icon
from pages.staff_bar import bar

if TYPE_CHECKING:
    from starlette.responses import Response

    from domain.order import Item, Order
    from pages.access import Access
    from pages.house import House
    from pages.text import Words


def receipt_pages(house: House, access: Access) -> APIRouter:
    """Return the route of the placed order's screen."""
    router = APIRouter(include_in_schema=False)

    @router.get("/orders/{order_id}/receipt", dependencies=[Depends(access.staff)])
    async def receipt(order_id: str, request: Request) -> Response:
        if not (live := house.board.watch(order_id)):
            raise HTTPException(404)
        words, guest = house.words_for(request), house.words_for(request, live.order)
        html = bar_of(words) + placed(live.order, words, guest, house)
        dressing = Dressing(
            words=words, now=house.now(), first_html=html, scripts=(static_url("receipt.js"),), is_live=False
        )
        return plain_page(request, dressing, f"{live.order.pickup_code} · {house.name}")

    return router


def receipt_path(order: Order) -> str:
    """Return where the placed order's screen is."""
    return f"/orders/{order.id}/receipt"


def bar_of(words: Words) -> Markup:
    """Draw the bar; the page is plain, so it has no news to be fresh."""
    return Markup('<header class="bar">{}</header>').format(bar("", words, is_live=False))


def placed(order: Order, words: Words, guest: Words, house: House) -> Markup:
    """Draw the screen; what the guest reads of it is in the guest's words."""
    return Markup('<main class="placed">{}<section class="side">{}{}</section></main>').format(
        _to_scan(order, guest), _next_steps(words), paper(order, guest, house)
    )


def _to_scan(order: Order, words: Words) -> Markup:
    return Markup(
        '<section class="card scan" lang="{lang}" dir="{dir}"><p class="done">{check}{done}</p>'
        '<h1><span>{label}</span><strong class="num" data-testid="pickup-code">{code}</strong></h1>'
        '<img src="/t/{token}/qr.svg" alt="{alt}" width="320" height="320"><p class="hint">{scan}</p></section>'
    ).format(
        lang=words.language,
        dir=words.direction,
        check=icon("check"),
        done=words("Order placed"),
        label=words("Your pickup code"),
        code=order.pickup_code,
        token=order.token,
        alt=words("QR code of your order’s page"),  # noqa: RUF001  an apostrophe
        scan=words("Scan this with your phone and watch your order being made."),
    )


def _next_steps(words: Words) -> Markup:
    return Markup(
        '<div class="acts-of"><a class="primary" href="/orders/new">{}{}</a>'
        '<button type="button" class="quiet" id="print">{}{}</button><a class="quiet" href="/kitchen">{}</a></div>'
    ).format(icon("plus"), words("New order"), icon("print"), words("Print"), words("Kitchen"))


def paper(order: Order, words: Words, house: House) -> Markup:
    """Draw the receipt as it comes out of the printer, in black on white."""
    note = Markup('<p class="asked">{}</p>').format(order.note) if order.note else ""
    who = Markup('<p class="for" dir="auto">{}</p>').format(order.guest_name) if order.guest_name else ""
    return Markup(
        '<article class="paper" id="paper" lang="{lang}" dir="{dir}" aria-label="{label}"><p class="of">{house}</p>'
        '<p class="code num">{code}</p>{who}<p class="times">{times}</p><ul role="list">{items}</ul>{note}'
        '<img src="/t/{token}/qr.svg" alt="" width="170" height="170"><p>{scan}</p></article>'
    ).format(
        lang=words.language,
        dir=words.direction,
        label=words("Receipt"),
        house=house.name,
        code=order.pickup_code,
        who=who,
        times=words(
            "Placed {placed}, ready about {due}",
            placed=words.clock(order.placed_at),
            due=words.clock(order.quoted_for),
        ),
        items=Markup("").join(_line(item) for item in order.items),
        note=note,
        token=order.token,
        scan=words("Scan to follow your order"),
    )


def _line(item: Item) -> Markup:
    note = Markup("<em>{}</em>").format(item.note) if item.note else ""
    return Markup('<li><b class="num">{}</b><span dir="auto">{}{}</span></li>').format(item.quantity, item.name, note)
