"""Menu routes: one small request for each change of the menu, and its import and export."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import Depends, Request
from nicegui import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.responses import JSONResponse, Response

from domain.errors import KitchenError, MenuTooLong
from domain.menu import IN_STOCK, SOLD_OUT, Dish, Menu, Station
from domain.menu_keeper import check_length
from pages.components.error_texts import refuse_form
from pages.owner.dish_details_csv import read_price
from pages.owner.menu_changes import describe_changes, imported
from pages.owner.menu_csv import CannotRead, read_menu, written
from pages.owner.pasted_menu import read_pasted
from pages.schemas.fields import Line, Name
from pages.schemas.menu import DishJson, StationJson

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

_CSV = {"Content-Disposition": 'attachment; filename="menu.csv"', "Cache-Control": "no-store"}


class DishChange(BaseModel):
    """A dish as it is to be, `was` its name before when it is not a new one, `price` as its owner writes it."""

    model_config = ConfigDict(extra="forbid")

    was: Name | None = None
    dish: DishJson
    price: Line = ""


class DishName(BaseModel):
    """A dish, and whether it is available."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    available: bool = False


def add_menu_routes(router: APIRouter, context: AppContext, auth: Auth) -> None:
    """Register the changes of the menu, its import and its export."""
    _take_changes(router, context, auth)
    _take_files(router, context, auth)


def _take_changes(router: APIRouter, context: AppContext, auth: Auth) -> None:
    changing = [Depends(auth.require_owner_form)]

    async def answer(request: Request, change: Callable[[Menu], Menu], says: str) -> Response:
        return await _changed(context, change, says, context.translator_for_request(request))

    @router.post("/dish", dependencies=changing)
    async def write_dish(body: DishChange, request: Request) -> Response:
        t = context.translator_for_request(request)
        if (priced := _with_price(body, context)) is None:
            says = t.gettext("Write the price as an amount, for example 8.50")
            return JSONResponse({"says": says}, HTTPStatus.UNPROCESSABLE_ENTITY)
        says = t.gettext("{dish} is saved", dish=body.dish.name)
        return await answer(request, lambda menu: menu.with_dish(_kept(menu, priced, context.currency), body.was), says)

    @router.post("/remove", dependencies=changing)
    async def remove_dish(body: DishName, request: Request) -> Response:
        says = context.translator_for_request(request).gettext("{dish} is off the menu", dish=body.name)
        return await answer(request, lambda menu: menu.without_dish(body.name), says)

    @router.post("/available", dependencies=changing)
    async def switch_dish(body: DishName, request: Request) -> Response:
        t = context.translator_for_request(request)
        says = (
            t.gettext("{dish} is back", dish=body.name)
            if body.available
            else t.gettext("{dish} is out", dish=body.name)
        )
        stock = IN_STOCK if body.available else SOLD_OUT
        return await answer(request, lambda menu: menu.eighty_six(body.name, stock), says)

    @router.post("/station", dependencies=changing)
    async def write_station(body: StationJson, request: Request) -> Response:
        t = context.translator_for_request(request)
        says = t.gettext("{station} cooks {n} side by side", station=body.name, n=body.slots)
        return await answer(request, lambda menu: menu.with_station(Station(body.name, body.slots)), says)


def _take_files(router: APIRouter, context: AppContext, auth: Auth) -> None:
    @router.post("/import", dependencies=[Depends(auth.require_owner_form)])
    async def take_csv(
        request: Request, *, removes: bool = False, preview: bool = False, pasted: bool = False
    ) -> Response:
        t, before, body = context.translator_for_request(request), context.kitchen.menu, await request.body()
        try:
            if pasted:
                dishes, left_out = read_pasted(body.decode(errors="replace"), before, t, context.currency)
            else:
                dishes, left_out = read_menu(body, before, t, context.currency)
            after = imported(before, dishes, removes=removes)
            check_length(before, after)
        except CannotRead as error:
            return _mistakes(error, t)
        except MenuTooLong as error:
            return refuse_form(error, t)
        if preview:
            return JSONResponse({"changes": describe_changes(before, after, t), **_notes(left_out, t)})
        says = t.ngettext("{n} dish is on the menu now", "{n} dishes are on the menu now", len(after.dishes))
        return await _changed(context, lambda menu: imported(menu, dishes, removes=removes), says, t)

    @router.get("/export.csv", dependencies=[Depends(auth.require_owner)])
    async def give_csv() -> Response:
        # With its mark, spreadsheets read the file as what it is: UTF-8.
        return Response("\ufeff" + written(context.kitchen.menu), media_type="text/csv; charset=utf-8", headers=_CSV)


def _notes(left_out: Sequence[str], t: Translator) -> dict[str, list[str]]:
    if not left_out:
        return {}
    return {"notes": [t.gettext("Columns that are not read: {columns}", columns=", ".join(left_out))]}


async def _changed(context: AppContext, change: Callable[[Menu], Menu], says: str, t: Translator) -> Response:
    try:
        await context.kitchen.menus.change(change)
    except KitchenError as error:
        return refuse_form(error, t)
    return JSONResponse({"says": says})


# Read as the import reads it; None when it is no amount of its currency.
def _with_price(body: DishChange, context: AppContext) -> DishChange | None:
    if not body.price:
        return body
    before = context.kitchen.menu.find(body.was) if body.was else None
    currency, price = read_price(body.price, (before and before.currency) or context.currency)
    if price is None:
        return None
    return body.model_copy(update={"dish": body.dish.model_copy(update={"price": price, "currency": currency})})


# Availability is no part of the form: it may have been switched while the form was open.
def _kept(menu: Menu, body: DishChange, currency: str) -> Dish:
    before = menu.find(body.was) if body.was else None
    others = menu.without_dish(before.name) if before else menu
    dish = body.dish.to_dish(currency).with_stock(before.stock if before else IN_STOCK)
    return replace(dish, station=others.station_name(dish.station))


def _mistakes(error: CannotRead, t: Translator) -> Response:
    says = t.gettext("Nothing was imported. Please put these right:")
    lines = [_mistake(line, wrong, t) for line, wrong in error.mistakes[:50]]
    return JSONResponse({"says": says, "mistakes": lines}, HTTPStatus.UNPROCESSABLE_ENTITY)


def _mistake(line: int, wrong: str, t: Translator) -> str:
    if not line:
        return wrong
    place = t.gettext("Line {n}", n=line)
    return f"{place}: {wrong}"
