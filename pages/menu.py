"""The menu's page: bound to the live menu, changed by small requests that each change one thing."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from nicegui import ui
from pydantic import BaseModel, ConfigDict
from starlette.responses import JSONResponse, Response

from domain.errors import IntakeConflict, KitchenError, NotSaved, OrderNotFound
from domain.menu import Dish, Menu, Station
from pages import menu_view as view
from pages.access import GuardedRoute
from pages.api import DishJson, StationJson
from pages.dressing import Dressing, static_url, wear
from pages.fragment import Fragment, calm
from pages.menu_csv import CannotRead, dishes_of, written
from pages.order_json import Name
from pages.staff_bar import bar, toasts

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from pages.access import Access
    from pages.house import House
    from pages.text import Words

_RECONNECT_SECONDS = 120.0
_CSV = {"Content-Disposition": 'attachment; filename="menu.csv"', "Cache-Control": "no-store"}


class DishChange(BaseModel):
    """A dish as it is to be, `was` its name before when it is not a new one."""

    model_config = ConfigDict(extra="forbid")

    was: Name | None = None
    dish: DishJson


class DishName(BaseModel):
    """A dish, and whether it is to be had."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    available: bool = False


def menu_pages(house: House, access: Access) -> APIRouter:
    """Register the menu's page; returns the routes of its changes."""

    @ui.page("/menu", dependencies=[Depends(access.staff)], reconnect_timeout=_RECONNECT_SECONDS)
    def menu(request: Request) -> None:
        words = house.words_for(request)
        _draw(words, house)
        wear(_dressing(words, house), f"{words('Menu')} · {house.name}")

    router = APIRouter(include_in_schema=False, prefix="/menu", route_class=GuardedRoute)
    _take_changes(router, house, access)
    _take_files(router, house, access)
    return router


def _take_changes(router: APIRouter, house: House, access: Access) -> None:
    changing = [Depends(access.staff_form)]

    async def answer(request: Request, change: Callable[[Menu], Menu], says: str) -> Response:
        return await _changed(house, change, says, house.words_for(request))

    @router.post("/dish", dependencies=changing)
    async def write_dish(body: DishChange, request: Request) -> Response:
        says = house.words_for(request)("{dish} is saved", dish=body.dish.name)
        return await answer(request, lambda menu: menu.with_dish(_kept(menu, body), body.was), says)

    @router.post("/remove", dependencies=changing)
    async def remove_dish(body: DishName, request: Request) -> Response:
        says = house.words_for(request)("{dish} is off the menu", dish=body.name)
        return await answer(request, lambda menu: menu.without_dish(body.name), says)

    @router.post("/available", dependencies=changing)
    async def switch_dish(body: DishName, request: Request) -> Response:
        words = house.words_for(request)
        says = words("{dish} is back", dish=body.name) if body.available else words("{dish} is out", dish=body.name)
        return await answer(request, lambda menu: menu.eighty_six(body.name, available=body.available), says)

    @router.post("/station", dependencies=changing)
    async def write_station(body: StationJson, request: Request) -> Response:
        words = house.words_for(request)
        says = words("{station} cooks {n} side by side", station=body.name, n=body.slots)
        return await answer(request, lambda menu: menu.with_station(Station(body.name, body.slots)), says)


def _take_files(router: APIRouter, house: House, access: Access) -> None:
    @router.post("/import", dependencies=[Depends(access.staff_form)])
    async def take_csv(request: Request) -> Response:
        words = house.words_for(request)
        try:
            dishes = dishes_of(await request.body(), words)
        except CannotRead as error:
            return _mistakes(error, words)
        says = words.counted("{n} dish is on the menu now", "{n} dishes are on the menu now", len(dishes))
        return await _changed(house, lambda menu: Menu(dishes, menu.stations), says, words)

    @router.get("/export.csv", dependencies=[Depends(access.staff)])
    async def give_csv() -> Response:
        # With its mark, spreadsheets read the file as what it is: UTF-8.
        return Response("\ufeff" + written(house.kitchen.menu), media_type="text/csv; charset=utf-8", headers=_CSV)


async def _changed(house: House, change: Callable[[Menu], Menu], says: str, words: Words) -> Response:
    try:
        await house.kitchen.change_menu(change)
    except KitchenError as error:
        return _refusal(error, words)
    return JSONResponse({"says": says})


# Whether a dish is to be had is no part of the form: it may have been switched while the form was open.
def _kept(menu: Menu, body: DishChange) -> Dish:
    before = menu.find(body.was) if body.was else None
    available = before.available if before else True
    return Dish(**(body.dish.model_dump() | {"available": available}))


def _refusal(error: KitchenError, words: Words) -> Response:
    match error:
        case IntakeConflict():
            says, status = words("There is a dish of that name already."), HTTPStatus.CONFLICT
        case OrderNotFound():
            says, status = words("That dish is no longer on the menu."), HTTPStatus.NOT_FOUND
        case NotSaved():
            says = words("Not saved, nothing has changed. Please try again in a moment.")
            status = HTTPStatus.SERVICE_UNAVAILABLE
        case _:
            raise error
    return JSONResponse({"says": says}, status)


def _mistakes(error: CannotRead, words: Words) -> Response:
    says = words("Nothing was imported. Please put these right:")
    lines = [f"{words('Line {n}', n=line)}: {wrong}" if line else wrong for line, wrong in error.mistakes[:50]]
    return JSONResponse({"says": says, "mistakes": lines}, HTTPStatus.UNPROCESSABLE_ENTITY)


def _draw(words: Words, house: House) -> None:
    def bound(presenter: Callable[[Menu, Words], Markup], tag: str, classes: str) -> Fragment:
        part = Fragment(tag=tag).classes(classes)
        part.bind_content_from(house.board.live_menu, "menu", backward=calm(lambda menu: presenter(menu, words)))
        return part

    Fragment(bar("/menu", words), tag="header").classes("bar")
    with ui.element("main").classes("menu-page"):
        Fragment(view.head(words)).classes("head")
        bound(view.dishes, "div", "card dishes")
        with ui.element("section").classes("card stations"):
            Fragment(view.stations_title(words))
            bound(view.stations, "ul", "").props("role=list id=stations-list")
    for name, form in (("dish", view.dish_form(words)), ("import", view.import_form(words))):
        with ui.element("dialog").classes("sheet").props(f"id={name} aria-labelledby={name}-title"):
            Fragment(form)
    ui.element("datalist").props("id=known-stations")
    toasts(words)


def _dressing(words: Words, house: House) -> Dressing:
    return Dressing(
        words=words,
        now=house.now(),
        scripts=(static_url("connection.js"), static_url("menu.js")),
        script_words={
            "live": words("Live"),
            "stale": words("Last news {time}, reconnecting", time="{time}"),
            "zone": house.timezone,
            "add": words("Add a dish"),
            "change": words("Change {dish}", dish="{dish}"),
            "remove-sure": words("Tap again to remove it"),
            "remove": words("Remove the dish"),
            "unreachable": words("The kitchen could not be reached. Nothing has changed; please try again."),
            "not-taken": words("That was not taken. Please look at it again."),
            "too-large": words("The file is too large: 64 KB at most."),
        },
    )
