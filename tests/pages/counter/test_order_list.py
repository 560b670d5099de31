"""The orders page shows today's orders or those that are sought, and does to them what the counter needs."""

import html
import re
from datetime import timedelta

import pytest

from domain.commands import Tap
from domain.item import DraftItem
from domain.modifiers import Modifier
from domain.stages import Stage
from pages.context import LANGUAGE_COOKIE
from pages.counter import order_list
from tests.support.world import ADDRESS, EVENING

pytestmark = pytest.mark.both


async def page(staff, query=""):
    return (await staff.get(f"/orders{query}")).text


async def test_strangers_are_sent_to_the_sign_in(web):
    assert (await web.get("/orders")).status_code == 303


async def test_an_empty_day_says_so(staff):
    assert "No order today yet." in await page(staff)
    assert "Nothing was found." in await page(staff, "?q=soup")


async def test_an_order_offers_all_that_can_be_done_with_it(staff, restaurant):
    order = await restaurant.order(phone="+34 600-123 456", guest_name="<Ana>", external_ref="pos-7")
    html = await page(staff)
    assert "&lt;Ana&gt;" in html
    for link in (f"/orders/{order.id}/edit", f"/orders/{order.id}/receipt", f"/t/{order.token}/qr.svg"):
        assert f'"{link}"' in html
    assert f'data-copy="{ADDRESS}/t/{order.token}"' in html
    assert 'href="sms:+34600123456?body=La%20Campana' in html
    assert 'href="https://wa.me/34600123456?text=La%20Campana' in html
    assert "/reopen" not in html


async def test_message_is_in_the_language_of_the_order(staff, restaurant):
    staff.cookies.set(LANGUAGE_COOKIE, "de")
    await restaurant.order(language="es")
    html = await page(staff)
    assert "Link kopieren" in html
    assert "Sigue%20tu%20pedido" in html


async def test_quantities_are_written_as_the_language_does(staff, restaurant):
    staff.cookies.set(LANGUAGE_COOKIE, "de")
    await restaurant.order(DraftItem(name="Fisch", quantity=1.5, modifiers=(Modifier(name="Soße", quantity=0.5),)))
    html = await page(staff)
    assert "1,5×" in html  # noqa: RUF001
    assert "0,5×" in html  # noqa: RUF001


async def test_a_number_without_its_country_is_chosen_by_hand(staff, restaurant):
    await restaurant.order(phone="600123456")
    html = await page(staff)
    assert 'href="sms:600123456?' in html
    assert 'href="https://wa.me/?text=' in html


async def test_a_number_is_dialled_without_its_bracketed_0(staff, restaurant):
    await restaurant.order(phone="+44 (0)7700 900123")
    html = await page(staff)
    assert 'href="sms:+447700900123?' in html
    assert 'href="https://wa.me/447700900123?' in html


async def test_orders_are_found_by_words(staff, restaurant, subtests):
    order = await restaurant.order("Lamb Biryani", guest_name="Ana", external_ref="pos-7", table="5")
    other = await restaurant.order("Garlic Naan", guest_name="Bo", external_ref="x")
    for words in ("ana", "POS-7", "lamb", "5"):
        with subtests.test(words=words):
            html = await page(staff, f"?q={words}")
            assert order.id in html
            assert words == "5" or f"order-{other.id}" not in html


async def test_the_orders_after_the_first_page_follow(staff, restaurant, monkeypatch):
    monkeypatch.setattr(order_list, "MAX_SHOWN", 2)
    ids = {(await restaurant.order(guest_name="Ana")).id for _ in range(2)}
    assert "Older ones" not in await page(staff, "?q=ana")
    ids.add((await restaurant.order(guest_name="Ana")).id)
    first = await page(staff, "?q=ana")
    (older,) = re.findall('href="/orders([^"]*)">Older ones', first)
    rest = await page(staff, html.unescape(older))
    shown = [re.findall('id="order-(.*?)"', each) for each in (first, rest)]
    assert ([len(each) for each in shown], {*shown[0], *shown[1]}) == ([2, 1], ids)
    assert "Older ones" not in rest


async def test_yesterday_s_orders_come_by_search_only(staff, restaurant):
    order = await restaurant.order(guest_name="Ana")
    for tap in (Tap.BUMP, Tap.HAND_OVER):
        await restaurant.tap(tap, order.id)
    restaurant.clock.move(days=2)
    restaurant.kitchen.forget([order.id])
    assert f"order-{order.id}" not in await page(staff)
    found = await page(staff, "?q=ana")
    assert order.id in found
    assert "data-copy" not in found  # its link has ended
    assert (await staff.get(f"/orders/{order.id}/receipt")).status_code == 200


async def test_a_cancelled_order_is_reopened(staff, restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.CANCEL, order.id)
    answer = await staff.post(f"/orders/{order.id}/reopen")
    assert (answer.status_code, restaurant.shown(order).stage) == (303, Stage.RECEIVED)
    again = await staff.post(f"/orders/{order.id}/reopen")
    assert (again.status_code, "is not possible any more" in again.text) == (409, True)


class TestMoves:
    """Orders that are merged, and dishes that are split off."""

    async def test_two_orders_become_one(self, staff, web, restaurant):
        order, other = await restaurant.order(), await restaurant.order("Lamb Biryani")
        answer = await staff.post(f"/orders/{order.id}/merge", json={"other_id": other.id})
        assert answer.status_code == 200
        assert len(restaurant.shown(order).items) == 3
        assert restaurant.shown(other).stage is Stage.MERGED
        guest = (await web.get(f"/t/{other.token}")).text
        assert order.pickup_code in guest
        assert "Lamb Biryani" in guest
        assert (await web.get(f"/t/{other.token}/status.json")).json()["pickup_code"] == order.pickup_code

    async def test_dishes_get_an_order_of_their_own(self, staff, restaurant):
        order = await restaurant.order(DraftItem(name="Garlic Naan", quantity=3), "Lamb Biryani")
        body = {"items": [{"id": "1", "quantity": 2}, "2"], "tap_id": "t-1"}
        for _ in range(2):  # sent again, it is done once
            assert (await staff.post(f"/orders/{order.id}/split", json=body)).status_code == 200
        assert [item.quantity for item in restaurant.shown(order).items] == [1]
        (new,) = [each for each in restaurant.board.orders() if each.id != order.id]
        assert [(item.name, item.quantity) for item in new.items] == [("Garlic Naan", 2), ("Lamb Biryani", 1)]
        assert new.estimate is not None

    async def test_what_can_be_merged_is_listed_once(self, staff, restaurant):
        orders = [await restaurant.order(guest_name=f"Guest {n}") for n in range(3)]
        orders.append(await restaurant.order(quoted_for=EVENING + timedelta(days=1)))
        html = await page(staff)
        choices = re.findall('<option value="(.*?)" data-held="(.*?)">', html)
        assert choices == [(one.id, "true" if one.held else "false") for one in orders]
        assert html.count("<option") == len(orders)
        merged = re.findall('data-move="merge" data-order-id="(.*?)" data-held="false"', html)
        assert sorted(merged) == sorted(one.id for one in orders[:3])

    async def test_what_cannot_be_moved_is_refused_in_words(self, staff, restaurant):
        order = await restaurant.order("Garlic Naan")
        answer = await staff.post(f"/orders/{order.id}/split", json={"items": ["1"]})
        assert (answer.status_code, "not possible any more" in answer.json()["says"]) == (409, True)
        assert (await staff.post(f"/orders/{order.id}/merge", json={"other_id": "x"})).status_code == 404

    async def test_the_link_lives_as_long_as_the_order(self, staff, web, restaurant):
        order, other = await restaurant.order(), await restaurant.order()
        await staff.post(f"/orders/{order.id}/merge", json={"other_id": other.id})
        restaurant.clock.move(hours=30)
        await restaurant.kitchen.forget_ended()
        assert (await web.get(f"/t/{other.token}")).status_code == 200
        board = await restaurant.reopened()
        assert board.find(other.token).order.id == order.id
        for tap in (Tap.BUMP, Tap.HAND_OVER):
            await restaurant.tap(tap, order.id)
        restaurant.clock.move(hours=25)
        for _ in range(2):
            await restaurant.kitchen.forget_ended()
        assert restaurant.board.find(other.token) is None


async def test_open_pages_of_a_merged_order_show_the_other(restaurant):
    order, other = await restaurant.order(), await restaurant.order("Lamb Biryani")
    last = await restaurant.order("Garlic Naan")
    link = restaurant.board.find(other.token)
    await restaurant.tap(Tap.MERGE, order.id, other_id=other.id)
    assert (link.order.id, link.order.token) == (order.id, other.token)
    await restaurant.tap(Tap.MERGE, last.id, other_id=order.id)
    assert (link.order.id, link.order.token) == (last.id, other.token)
    restaurant.clock.move(seconds=timedelta(minutes=1).seconds)
    await restaurant.tap(Tap.START, last.id)
    assert (link.order.stage, restaurant.board.find(other.token)) == (Stage.PREPARING, link)


async def test_a_merged_order_leads_to_what_it_became(staff, restaurant):
    order, other = await restaurant.order(), await restaurant.order()
    says = "This order is part of another now"
    assert says not in await page(staff)
    await restaurant.tap(Tap.MERGE, order.id, other_id=other.id)
    found = await page(staff, f"?q={other.pickup_code}")
    assert f'{says}: <a href="/orders?q={order.pickup_code}#order-{order.id}">{order.pickup_code}</a>' in found
