"""The counter places an order once, and refuses in words; the placed order's screen is the staff's."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from domain.commands import Tap
from domain.menu import Dish, Menu, Stock
from domain.stages import Stage
from pages.context import LANGUAGE_COOKIE
from pages.counter.form_schemas import read_due, readable_json
from pages.counter.order_pad_view import NO_QUOTE
from tests.support.world import ADDRESS

ORDER = {"items": [{"name": "Garlic Naan", "quantity": 2}], "guest_name": "Ana", "language": "es"}
OUT = {"items": [{"name": "Mango Lassi"}]}


async def place(staff, body=ORDER, key="counter-1", **headers):
    return await staff.post(
        "/orders", json=body, headers={"Idempotency-Key": key, "Accept": "application/json"} | headers
    )


async def test_an_order_that_is_sent_twice_is_placed_once(staff, context):
    first, second = await place(staff), await place(staff)
    assert (first.status_code, first.json()) == (201, second.json())
    assert len(context.board.orders()) == 1


async def test_changed_retry_of_a_placed_order_is_refused(staff, context):
    await place(staff)
    answer = await place(staff, ORDER | {"note": "no onions"})
    assert answer.status_code == 409
    assert "in the kitchen already" in answer.json()["says"]
    assert len(context.board.orders()) == 1


async def test_a_dish_that_is_out_is_named(staff):
    answer = await place(staff, OUT)
    assert (answer.status_code, answer.json()["says"]) == (
        409,
        "Mango Lassi is sold out. Please take it off the order.",
    )


async def test_a_dish_of_which_too_little_is_left_says_so(staff, context):
    await context.kitchen.menus.eighty_six("Garlic Naan", Stock(available=True, left=1))
    answer = await place(staff)
    assert (answer.status_code, answer.json()["says"]) == (409, "Garlic Naan: 1 left")


async def test_strangers_place_nothing(web, context):
    answer = await place(web)
    assert answer.status_code == 303
    assert "/login" in answer.headers["location"]
    assert not context.board.orders()


async def test_another_site_s_page_places_nothing(staff, context):
    assert (await place(staff, Origin="https://elsewhere.example")).status_code == 403
    assert (await place(staff, Origin=ADDRESS)).status_code == 201
    assert len(context.board.orders()) == 1


async def test_placed_order_shows_code_and_qr_for_the_guest(staff, context):
    path = (await place(staff)).json()["path"]
    (order,) = context.board.orders()
    html = (await staff.get(path)).text
    assert f'data-testid="pickup-code">{order.pickup_code}<' in html
    assert html.count(f'src="/t/{order.token}/qr.svg"') == 2
    assert 'lang="es"' in html
    assert "Garlic Naan" in html.partition("<title>")[2].partition('id="paper"')[2]
    assert "Garlic Naan" not in html.partition("</title>")[0]


async def test_guest_reads_the_language_of_the_order(staff, restaurant):
    staff.cookies.set(LANGUAGE_COOKIE, "de")
    order, other = await restaurant.order(language="es"), await restaurant.order()
    screen = (await staff.get(f"/orders/{order.id}/receipt")).text
    assert '<section class="card scan" lang="es"' in screen
    assert 'id="paper" lang="es"' in screen
    assert "Neue Bestellung" in screen
    assert '<section class="card scan" lang="de"' in (await staff.get(f"/orders/{other.id}/receipt")).text


async def test_only_an_open_order_is_to_be_changed(staff, restaurant):
    order = await restaurant.order()
    path, change = f"/orders/{order.id}/receipt", f'href="/orders/{order.id}/edit"'
    assert change in (await staff.get(path)).text
    await restaurant.tap(Tap.CANCEL, order.id)
    assert change not in (await staff.get(path)).text


async def test_an_order_that_never_was_has_no_screen(staff):
    assert (await staff.get("/orders/x/receipt")).status_code == 404


class TestQuote:
    """What an order would be, while it is being written."""

    async def quoted(self, staff, **said):
        return (await staff.post("/orders/quote", json=ORDER | said)).json()

    async def test_it_says_when_it_is_ready_and_keeps_nothing(self, staff, context):
        assert (await self.quoted(staff))["ready"].startswith("Ready about 20:")
        assert not context.board.orders()

    async def test_it_says_what_it_costs(self, staff, context):
        priced = Menu((Dish(name="Garlic Naan", price=350, currency="EUR"),))
        await context.kitchen.menus.replace(priced)
        assert (await self.quoted(staff)) | {"ready": ""} == NO_QUOTE | {"total": "€7.00"}

    async def test_it_says_that_a_dish_written_in_has_no_price(self, staff, context):
        await context.kitchen.menus.replace(Menu((Dish(name="Garlic Naan", price=350, currency="EUR"),)))
        said = await self.quoted(staff, items=[*ORDER["items"], {"name": "Birthday cake"}])
        assert (said["total"], said["leftOut"]) == ("€7.00", "without what has no price")

    async def test_a_later_time_is_the_restaurant_s(self, staff):
        assert (await self.quoted(staff, due="2026-03-15T13:30"))["ready"] == "Planned for Sun, Mar 15, 13:30"

    async def test_nothing_costs_nothing(self, staff):
        assert await self.quoted(staff, items=[]) == NO_QUOTE
        assert await self.quoted(staff, due="2020-01-01T00:00") == NO_QUOTE

    async def test_strangers_are_told_nothing(self, web):
        assert (await web.post("/orders/quote", json=ORDER)).status_code == 303


class TestLater:
    """Orders for a time that the clerk writes."""

    @pytest.mark.both
    async def test_it_waits_for_its_time(self, staff, context):
        assert (await place(staff, ORDER | {"due": "2026-03-15T13:30"})).status_code == 201
        (order,) = context.board.orders()
        assert (order.stage, order.quoted_for) == (Stage.SCHEDULED, datetime(2026, 3, 15, 12, 30, tzinfo=UTC))
        assert "data-placed" in (page := (await staff.get(f"/orders/{order.id}/edit")).text)
        assert "2026-03-15T13:30" in page
        body = {"due": "2026-03-15T14:00", "seen_version": order.version}
        assert (await staff.post(f"/orders/{order.id}/amend", json=body)).status_code == 200
        assert context.board.orders()[0].quoted_for == datetime(2026, 3, 15, 13, 0, tzinfo=UTC)

    async def test_a_time_that_has_passed_is_refused(self, staff, context):
        answer = await place(staff, ORDER | {"due": "2026-03-14T13:30"})
        assert (answer.status_code, "has passed" in answer.json()["says"]) == (422, True)
        assert not context.board.orders()


class TestOffer:
    """The dishes to tap."""

    async def test_categories_are_jumped_between(self, staff, context):
        naan = Dish(
            name="Garlic Naan", category="Breads", options=("no butter", "well done"), price=350, currency="EUR"
        )
        await context.kitchen.menus.replace(Menu((naan, Dish(name="Soup"))))
        page = (await staff.get("/orders/new")).text
        assert '<a href="#group-1" dir="auto">Breads</a><a href="#group-2" dir="auto">Other</a>' in page
        assert 'data-options="no butter\nwell done"' in page
        assert "€3.50 · 15 min" in page

    async def test_without_categories_stations_part_the_menu(self, staff):
        page = (await staff.get("/orders/new")).text
        assert '<a href="#group-1" dir="auto">tandoor</a>' in page


@pytest.mark.parametrize(("hours", "due"), [(20, "2026-03-15T16:00"), (-1, None)])
async def test_a_refused_order_keeps_its_time(api, context, hours, due):
    at = (context.now() + timedelta(hours=hours)).isoformat()
    sent = {"quoted_for": at, "items": [{"name": "Mango Lassi"}]}
    assert (await api.post("/api/v1/orders", json=sent, headers={"Prefer": "handling=strict"})).status_code == 409
    (delivery,) = await context.deliveries.read((), None, 1)
    assert json.loads(readable_json(delivery, context)).get("due") == due


@pytest.mark.parametrize(("now", "at"), [((0, 10), (0, 30)), ((1, 10), (1, 30))])
async def test_an_hour_that_comes_twice_is_the_one_ahead(context, restaurant, now, at):
    restaurant.clock.at = datetime(2026, 10, 25, *now, tzinfo=UTC)
    assert read_due(datetime(2026, 10, 25, 2, 30), context) == datetime(2026, 10, 25, *at, tzinfo=UTC)  # noqa: DTZ001
    with pytest.raises(ValueError, match="no time ahead"):
        read_due(datetime(2026, 10, 25, 1, 30), context)  # noqa: DTZ001


LONG = " ".join(["as mild as it can be and with all the herbs"] * 3)


async def test_what_is_pasted_or_long_is_taken_from_the_form(staff, context):
    line = {"name": "Garlic Naan", "quantity": 1, "note": "hot", "modifiers": ["no\x0bbutter", LONG]}
    body = {"items": [line], "guest_name": "Ana\x02 Sanz", "note": "one\ntwo\x7f"}
    assert (await place(staff, body)).status_code == 201
    (order,) = context.board.orders()
    assert (order.guest_name, order.note) == ("Ana Sanz", "one\ntwo")
    assert [one.name for one in order.items[0].modifiers] == ["nobutter"]
    assert order.items[0].note == f"hot, {LONG}"
    change = {"seen_version": order.version, "note": "", "items": [{"id": "1", "note": "", "modifiers": [LONG]}]}
    assert (await staff.post(f"/orders/{order.id}/amend", json=change)).status_code == 200
    (changed,) = context.board.orders()
    assert (changed.items[0].note, changed.items[0].modifiers) == (LONG, ())
