"""Guests' links: who has one sees its order and nothing else, until it ends."""

from datetime import timedelta

import pytest
from nicegui import Client

from domain.commands import Tap
from domain.updates import LINK_LIFE

SUFFIXES = ["", "/status.json", "/qr.svg", "/receipt"]
PHONE = {"endpoint": "https://fcm.googleapis.com/fcm/send/a", "keys": {}}


class TestGuestLinks:
    # Browsers are answered by the middleware, programs by the application: both are tested.
    @pytest.fixture(params=["text/html", "application/json"], autouse=True)
    def accept(self, web, request):
        web.headers["Accept"] = request.param

    async def test_order_is_found_by_its_token_only(self, web, restaurant):
        order = await restaurant.order(external_ref="pos-1")
        token = order.token
        others = [order.id, order.pickup_code, "pos-1", token[:-1], token + "x", token + "=", token.swapcase()]
        assert (await web.get(f"/t/{token}")).status_code == 200
        Client.instances.clear()
        for other in others:
            for suffix in SUFFIXES:
                assert (await web.get(f"/t/{other}{suffix}")).status_code == 404, other + suffix
            assert (await web.post(f"/t/{other}/subscriptions", json=PHONE)).status_code == 404, other
        assert not Client.instances

    async def test_links_expire_a_day_after_their_order(self, web, restaurant):
        order = await restaurant.order()
        await restaurant.tap(Tap.CANCEL, order.id)
        assert timedelta(hours=24) == LINK_LIFE
        link, app = f"/t/{order.token}", f"/manifest.webmanifest?order={order.token}"
        for seconds, status, start in ((24 * 3600, 200, link), (1, 404, "/kitchen")):
            restaurant.clock.move(seconds=seconds)
            Client.instances.clear()
            assert {(await web.get(link + suffix)).status_code for suffix in SUFFIXES} == {status}
            assert (await web.get(app)).json()["start_url"] == start
        assert (await web.post(f"{link}/subscriptions", json=PHONE)).status_code == 404
        assert (await web.request("DELETE", f"{link}/subscriptions", json=PHONE)).status_code == 404
        assert not Client.instances

    async def test_guest_answers_are_not_cached_or_indexed(self, web, restaurant, subtests):
        for suffix in [*SUFFIXES, "/nothing"]:
            with subtests.test(suffix=suffix):
                order = await restaurant.order()
                answer = await web.get(f"/t/{order.token}{suffix}")
                assert answer.headers["cache-control"] == "no-store"
                assert answer.headers["referrer-policy"] == "no-referrer"
                assert "noindex" in answer.headers.get("x-robots-tag", "") + answer.text

    @pytest.mark.both
    async def test_guest_unsubscribes_from_own_order_only(self, web, restaurant):
        mine, other = await restaurant.order(), await restaurant.order()
        async with restaurant.database.writing() as db:
            await db.exec_driver_sql(
                "insert into subscriptions (order_id, endpoint, p256dh, auth, language, kinds, made_at) "
                "select id, 'https://fcm.googleapis.com/fcm/send/a', '', '', 'en', 'ready', placed_at from orders"
            )
        answer = await web.request("DELETE", f"/t/{mine.token}/subscriptions", json={"endpoint": PHONE["endpoint"]})
        assert answer.status_code == 204
        async with restaurant.database.reading() as db:
            left = (await db.exec_driver_sql("select order_id from subscriptions")).scalars().all()
        assert left == [other.id]
