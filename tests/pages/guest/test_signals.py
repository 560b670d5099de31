"""Guest signals: the route takes them from the link's holder, page and kitchen show them."""

import re

import pytest
from nicegui import Client

from domain.commands import Tap
from domain.guest_signals import SignalKind
from pages.i18n import translator_for
from pages.kitchen.order_lists_view import left
from pages.kitchen.shelf_view import ready_ticket
from pages.kitchen.ticket_view import ticket
from pages.live_watching import LiveWatching
from tests.support.world import ADDRESS, ZONE

EN = translator_for("en", ZONE)


async def tell(web, order, **said):
    return await web.post(f"/t/{order.token}/signals", json=said, headers={"origin": ADDRESS})


async def test_guest_tells_the_kitchen_where_they_wait(web, restaurant):
    order = await restaurant.order()
    assert (await tell(web, order, kind="here", place=" P3 ")).status_code == 204
    assert "Guest is here · P3" in ticket(restaurant.shown(order), EN)
    await restaurant.tap(Tap.BUMP, order.id)
    assert "Guest is here · P3" in ready_ticket(restaurant.shown(order), EN)


async def test_place_is_kept_without_controls(web, restaurant):
    order = await restaurant.order()
    await tell(web, order, kind="here", place="P\x00" + "3" + "\u0301" * 9)
    assert restaurant.shown(order).signals.place == "P3" + "\u0301" * 4


async def test_sentence_is_read_out_once_it_is_told(web, restaurant):
    order = await restaurant.order()
    told = re.compile('role="status" id="told"[^>]*>(.*?)</p>')
    assert told.search((await web.get(f"/t/{order.token}")).text)[1] == ""
    await tell(web, order, kind="here")
    assert "you are here" in told.search((await web.get(f"/t/{order.token}")).text)[1]


async def test_plain_form_tells_and_comes_back(web, restaurant):
    order = await restaurant.order()
    answer = await web.post(f"/t/{order.token}/signals", data={"kind": "on_my_way", "is_on": "true"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/t/{order.token}")
    page = (await web.get(f"/t/{order.token}")).text
    assert "The kitchen sees that you are on your way." in page


async def test_plain_form_keeps_the_chosen_language(web, restaurant):
    order = await restaurant.order(language="de")
    page = (await web.get(f"/t/{order.token}?lang=ar")).text
    assert page.count('name="lang" value="ar"') == page.count("data-signal=")
    answer = await web.post(f"/t/{order.token}/signals", data={"kind": "here", "lang": "ar&stars=5"})
    assert answer.headers["location"] == f"/t/{order.token}?lang=ar%26stars%3D5"
    assert 'name="lang"' not in (await web.get(f"/t/{order.token}?lang=de")).text


async def test_impossible_signal_is_refused(web, restaurant, subtests):
    for said, status in [
        ({"kind": "dance"}, 422),
        ({"kind": "here", "place": "x" * 41}, 422),
        ({"kind": "here", "lang": "x" * 21}, 422),
        ({}, 422),
        ({"kind": "thanks"}, 409),
    ]:
        with subtests.test(said=said, status=status):
            order = await restaurant.order()
            assert (await tell(web, order, **said)).status_code == status


async def test_signal_taken_back_at_once_has_to_wait(web, restaurant):
    order = await restaurant.order()
    await tell(web, order, kind="here")
    answer = await tell(web, order, kind="here", is_on=False)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "10")


async def test_place_written_after_here_is_no_taking_back(web, restaurant):
    order = await restaurant.order()
    await tell(web, order, kind="here")
    here_at = restaurant.shown(order).signals.here_at
    for place in ("P3", "P4"):
        restaurant.clock.move(seconds=11)
        assert (await tell(web, order, kind="here", place=place, is_on=False)).status_code == 204
        signals = restaurant.shown(order).signals
        assert (signals.here_at, signals.place) == (here_at, place)
    restaurant.clock.move(seconds=11)
    await tell(web, order, kind="here", place="P4", is_on=False)
    assert restaurant.shown(order).signals.here_at is None


async def test_only_the_holder_of_the_link_can_tell(web, restaurant):
    order = await restaurant.order()
    assert (await web.post("/t/unknown/signals", json={"kind": "here"})).status_code == 404
    foreign = await web.post(
        f"/t/{order.token}/signals", json={"kind": "here"}, headers={"origin": "https://elsewhere.example"}
    )
    assert foreign.status_code == 403
    assert restaurant.shown(order).signals.here_at is None


async def test_thanks_reach_what_left_the_rail(web, restaurant):
    order = await restaurant.order()
    for tap in (Tap.BUMP, Tap.HAND_OVER):
        await restaurant.tap(tap, order.id)
    assert "Thank the kitchen" in (await web.get(f"/t/{order.token}")).text
    assert (await tell(web, order, kind="thanks")).status_code == 204
    assert "says thanks" in left(restaurant.board.rail.left, EN)
    assert "The kitchen has your thanks." in (await web.get(f"/t/{order.token}")).text


@pytest.mark.parametrize(
    ("said", "is_offered"),
    [
        ({"table": "7"}, False),
        ({"service": "dine_in"}, False),
        ({"service": "delivery"}, False),
        ({"table": "7", "service": "pickup"}, True),
        ({}, True),
    ],
)
async def test_who_comes_to_the_counter_is_offered_signals(web, restaurant, said, is_offered):
    order = await restaurant.order(**said)
    assert bool(re.search("data-signal", (await web.get(f"/t/{order.token}")).text)) is is_offered


def test_order_is_watched_while_a_page_is_connected():
    watching = LiveWatching()
    watching.begin("one", "phone")
    watching.begin("one", "laptop")
    watching.end("one", "phone")
    watching.end("one", "phone")
    assert watching.order_ids == {"one"}
    watching.end("one", "laptop")
    watching.end("two", "laptop")
    assert watching.order_ids == frozenset()


async def test_page_with_another_socket_is_watched_on(web, restaurant):
    order = await restaurant.order()
    await web.get(f"/t/{order.token}")
    (client,) = Client.instances.values()
    for socket in ("of Wi-Fi", "of the mobile network"):
        await client.handle_handshake(socket, "tab", None, "document", None)
    client.handle_disconnect("of Wi-Fi")
    assert restaurant.board.watching.order_ids == {order.id}
    client.handle_disconnect("of the mobile network")
    assert restaurant.board.watching.order_ids == frozenset()


async def test_here_comes_first_on_the_page(web, restaurant):
    order = await restaurant.order()
    await restaurant.kitchen.signals.take(order.id, SignalKind.ON_MY_WAY)
    await restaurant.kitchen.signals.take(order.id, SignalKind.HERE)
    page = (await web.get(f"/t/{order.token}")).text
    assert "The kitchen sees that you are here." in page
    assert "On my way" not in page


# Browsers send it with a form of a page that keeps its address to itself (Fetch, section 3.1).
async def test_form_without_scripts_is_taken(restaurant, web):
    order = await restaurant.order()
    answer = await web.post(f"/t/{order.token}/signals", data={"kind": "here"}, headers={"origin": "null"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/t/{order.token}")
    assert restaurant.shown(order).signals.here_at is not None


async def test_pages_of_a_merged_order_watch_what_it_became(restaurant):
    first, second, third = [await restaurant.order() for _ in range(3)]
    watching = restaurant.board.watching
    watching.begin(first.id, "phone")
    await restaurant.tap(Tap.MERGE, second.id, other_id=first.id)
    assert watching.order_ids == {second.id}
    await restaurant.tap(Tap.MERGE, third.id, other_id=second.id)
    watching.begin(first.id, "laptop")  # it was away meanwhile
    assert watching.order_ids == {third.id}
    for device in ("phone", "laptop"):
        assert watching.order_ids == {third.id}
        watching.end(first.id, device)
    assert watching.order_ids == set()
