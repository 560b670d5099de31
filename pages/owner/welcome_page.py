"""First steps: what a new restaurant does once, each with a tick when it is done."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from domain.commands import Tap, TapCommand
from domain.errors import TapRefused
from domain.intake import Draft
from domain.item import DraftItem
from domain.menu import Dish, Menu, Station
from domain.stages import UNREADY, Stage
from pages.components.first_steps import WELCOME, is_named, is_pin_chosen
from pages.components.labels import icon
from pages.components.page_shell import PageShell, static_page
from pages.components.qr_code import qr_svg
from pages.components.staff_bar import bar
from pages.owner.first_step import Step, buttons
from pages.owner.link_step import link_says, link_step
from pages.security.guarded_route import GuardedRoute
from pages.security.login import SEE_OTHER

if TYPE_CHECKING:
    from datetime import datetime

    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

TEST_REF = "first-steps"
_NEVER_READY = frozenset({Stage.CANCELLED, Stage.MERGED})
SAMPLE_MENU = Menu(
    (
        Dish(name="Tomato soup", station="stove", minutes=8),
        Dish(name="Grilled chicken", station="grill", minutes=15),
        Dish(name="Green salad", station="cold", minutes=4),
    ),
    (Station("stove", 2), Station("grill", 2), Station("cold", 2)),
)


def welcome_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of the first steps."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)
    owners = [Depends(auth.require_owner_form)]

    @router.get(WELCOME, dependencies=[Depends(auth.require_owner)])
    async def show(request: Request, check: str = "") -> Response:
        t = context.translator_for_request(request)
        reach = link_says(await context.reach.ask(context.address), context, t) if check == "link" else Markup()
        seen = await context.reach.first_visit()
        shell = PageShell(translator=t, now=context.now(), first_html=_page(context, reach, seen, t), is_live=False)
        return static_page(request, shell, t.gettext("First steps") + f" · {context.name}")

    @router.post(f"{WELCOME}/sample-menu", dependencies=owners)
    async def write_sample() -> Response:
        await context.kitchen.menus.change(lambda menu: menu if menu.dishes else SAMPLE_MENU)
        return RedirectResponse(f"{WELCOME}#menu", SEE_OTHER)

    @router.post(f"{WELCOME}/test-order", dependencies=owners)
    async def place_test(request: Request) -> Response:
        t = context.translator_for_request(request)
        names = [dish.name for dish in context.kitchen.menu.dishes[:2]] or [t.gettext("Test dish")]
        items = tuple(DraftItem(name=name) for name in names)
        await context.kitchen.place(Draft(items=items, guest_name=t.gettext("Test"), source=TEST_REF))
        return RedirectResponse(f"{WELCOME}#order", SEE_OTHER)

    @router.post(f"{WELCOME}/ready", dependencies=owners)
    async def bump_test() -> Response:
        order = _test_order(context)
        if order and order.stage in UNREADY:
            with suppress(TapRefused):  # the kitchen was faster
                await context.kitchen.tap(TapCommand(Tap.BUMP, order.id))
        return RedirectResponse(f"{WELCOME}#order", SEE_OTHER)

    return router


def _page(context: AppContext, reach: Markup, seen: datetime | None, t: Translator) -> Markup:
    link = link_step(context, reach, seen, t)
    steps = (_name(context, t), _menu(context, t), link, _order(context, t), _pin(context, t))
    done = sum(step.is_done for step in steps)
    return Markup(
        '<header class="bar">{}</header><main class="reports settings"><h1>{}</h1><p>{}</p>'
        '<ol class="first-steps" role="list">{}</ol></main>'
    ).format(
        bar(WELCOME, t, is_live=False),
        t.gettext("First steps"),
        t.gettext("{done} of {all} done", done=done, all=len(steps)),
        Markup("").join(_draw(step, t) for step in steps),
    )


def _draw(step: Step, t: Translator) -> Markup:
    return Markup(
        '<li class="card setting" id="{id}" data-testid="step" data-done="{done}"><h2>{tick}{title}'
        '<span class="unseen">: {state}</span></h2><p>{says}</p>{more}</li>'
    ).format(
        id=step.id,
        done="true" if step.is_done else "false",
        tick=icon("check" if step.is_done else "wait"),
        title=step.title,
        state=t.gettext("done") if step.is_done else t.gettext("to do"),
        says=step.says,
        more=step.more,
    )


def _name(context: AppContext, t: Translator) -> Step:
    says = t.gettext("What guests read on their page: name, logo, telephone and address.")
    links = buttons(("/settings#restaurant", t.gettext("Name and logo")), ("/settings#contact", t.gettext("Contact")))
    return Step("name", t.gettext("Name the restaurant"), says, is_named(context), links)


def _menu(context: AppContext, t: Translator) -> Step:
    count = len(context.kitchen.menu.dishes)
    says = t.ngettext("{n} dish is on the menu.", "{n} dishes are on the menu.", count)
    more = buttons(
        ("/menu", t.gettext("Type or import dishes")), ("/menu/export.csv", t.gettext("Download a template"))
    )
    sample = Markup() if count else _form("sample-menu", t.gettext("Begin with a sample"))
    return Step("menu", t.gettext("Write the menu"), says, count > 0, more + sample)


def _order(context: AppContext, t: Translator) -> Step:
    order, title = _test_order(context), t.gettext("Send a test order to your phone")
    if order is None:
        says = t.gettext("You then watch it as a guest does.")
        return Step("order", title, says, False, _form("test-order", t.gettext("Place a test order")))  # noqa: FBT003
    if order.stage in UNREADY:
        url = context.tracking_url(order)
        code = Markup('<div class="qr" role="img" aria-label="{}">{}</div><a href="{}" dir="ltr">{}</a>').format(
            t.gettext("QR code of your order’s page"),  # noqa: RUF001
            Markup(qr_svg(url).decode()),  # noqa: S704  our own picture
            url,
            url,
        )
        says = t.gettext("Scan it with your phone, then press Ready: the page must change by itself.")
        return Step("order", title, says, False, code + _form("ready", t.gettext("Ready")))  # noqa: FBT003
    return Step("order", title, t.gettext("It became ready, and its page said so."), True, Markup())  # noqa: FBT003


def _pin(context: AppContext, t: Translator) -> Step:
    says = t.gettext("One that you choose; and, if you like, one of the owner’s apart from the cooks’.")  # noqa: RUF001
    links = buttons(("/settings#pins", t.gettext("PINs")))
    return Step("pin", t.gettext("Choose a PIN"), says, is_pin_chosen(context), links)


def _test_order(context: AppContext) -> Order | None:
    tests = (order for order in context.board.orders() if order.source == TEST_REF and order.stage not in _NEVER_READY)
    return max(tests, key=lambda order: order.placed_at, default=None)


def _form(action: str, name: str) -> Markup:
    return Markup('<form method="post" action="/welcome/{}"><button class="primary">{}</button></form>').format(
        action, name
    )
