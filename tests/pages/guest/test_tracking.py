"""Tracking page: the first response is complete without scripts, and shows others nothing personal."""

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from nicegui import Client, binding

from domain.commands import Tap
from pages.security import client_limit
from tests.support import tracking_page
from tests.support.world import ADDRESS

STAGES = {
    "received": [],
    "preparing": [Tap.START],
    "ready": [Tap.BUMP],
    "collected": [Tap.BUMP, Tap.HAND_OVER],
    "cancelled": [Tap.CANCEL],
}


async def brought_to(restaurant, stage):
    order = await restaurant.order("Garlic Naan", "Lamb Biryani")
    for tap in STAGES[stage]:
        restaurant.clock.move(minutes=1)
        order = await restaurant.tap(tap, order.id)
    return order


def truth(html):
    """What a reader without scripts finds, by the marks of the contract."""
    main = re.search(r'<main[^>]*data-stage="(\w+)"', html)
    return {
        "stage": main and main[1],
        "current": re.findall(r'<li aria-current="step">([^<]+)', html),
        "items": re.findall(r'data-testid="item" data-state="(\w+)"', html),
        "code": re.search(r'data-testid="pickup-code">([^<]+)', html)[1],
        "kinds": re.findall(r'<li id="event[^"]*" data-kind="(\w+)"><time datetime="([^"]+)"', html),
        "eta": re.search(r'data-testid="estimate"[^>]*>(.*?)</div>', html, re.DOTALL)[1],
    }


@pytest.mark.parametrize(
    ("stage", "current", "items"),
    [
        ("received", ["Received"], ["queued", "queued"]),
        ("preparing", ["Preparing"], ["cooking", "cooking"]),
        ("ready", ["Ready"], ["done", "done"]),
        ("collected", ["Collected"], ["done", "done"]),
        ("cancelled", [], ["queued", "queued"]),
    ],
)
async def test_first_answer_is_complete_in_plain_html(web, restaurant, stage, current, items):
    order = await brought_to(restaurant, stage)
    told = truth((await web.get(f"/t/{order.token}")).text)
    assert (told["stage"], told["current"], told["items"]) == (stage, current, items)
    assert told["code"] == order.pickup_code
    assert told["kinds"][-1] == ("placed", "2026-03-14T20:00:00+01:00")


# What other tasks do between the page's HTML and its answer: the script takes the newer content of the two.
async def test_change_while_a_page_is_answered_is_shown(web, restaurant, context, monkeypatch):
    order, attach, changes = await restaurant.order(), client_limit.attach_shell, []
    with monkeypatch.context() as unseen:
        unseen.setattr(context.board, "show", changes.append)
        bumped = await restaurant.tap(Tap.BUMP, order.id)

    def attach_and_change(shell, title):
        attach(shell, title)
        for changed in changes:
            context.board.show(changed)

    monkeypatch.setattr(client_limit, "attach_shell", attach_and_change)
    page = (await web.get(f"/t/{order.token}")).text
    assert truth(page)["stage"] == "received"
    live = tracking_page.write_elements(tracking_page.parse_elements(page))
    assert tracking_page.read(live) == tracking_page.truth(bumped)


async def test_call_is_counted_and_told_in_the_timeline(web, restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.CALL, order.id)
    page = (await web.get(f"/t/{order.token}?lang=en")).text
    assert 'data-calls="1"' in page
    assert "The counter called you again" in page


async def test_call_is_spoken_and_shown_with_its_time(web, restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    restaurant.clock.move(minutes=3)
    called = await restaurant.tap(Tap.CALL, order.id)
    page = (await web.get(f"/t/{order.token}?lang=en")).text
    says = f"The counter called you again: {called.events[-1].at + timedelta(hours=1):%H:%M}."
    assert f'aria-live="polite">Your order is ready. {says}</p>' in page
    assert says in truth(page)["eta"]


async def test_time_of_an_open_order_is_in_the_local_zone(web, restaurant):
    order = await brought_to(restaurant, "received")
    told = truth((await web.get(f"/t/{order.token}")).text)
    first = order.estimate.earliest + timedelta(hours=1)
    assert f"{first:%H:%M}" in told["eta"]


async def test_a_page_without_scripts_asks_again_by_itself(web, restaurant):
    order = await restaurant.order()
    assert '<noscript><meta http-equiv="refresh"' in (await web.get(f"/t/{order.token}")).text


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ({}, "en"),
        ({"Accept-Language": "es-MX,es;q=0.9"}, "es"),
        ({"Accept-Language": "ES-ES"}, "es"),
        ({"Accept-Language": "sv"}, "en"),
    ],
)
async def test_it_speaks_the_guests_language(web, restaurant, asked, language):
    order = await restaurant.order()
    page = (await web.get(f"/t/{order.token}", headers=asked)).text
    assert f'<html lang="{language}" dir="ltr">' in page
    assert {"en": "We have your order", "es": "Tenemos tu pedido"}[language] in page


async def test_language_of_link_order_and_browser_in_turn(web, restaurant):
    order = await restaurant.order(language="es")
    english = {"Accept-Language": "en"}
    assert '<html lang="es"' in (await web.get(f"/t/{order.token}", headers=english)).text
    assert '<html lang="en"' in (await web.get(f"/t/{order.token}?lang=en", headers=english)).text


async def test_no_address_or_title_has_a_dish_or_a_name(web, restaurant):
    order = await restaurant.order("Garlic Naan", guest_name="Ana Nimous")
    page = (await web.get(f"/t/{order.token}")).text
    title = re.search(r"<title>(.*?)</title>", page)[1]
    assert "Ana" not in page
    assert not re.search("Naan|Nimous", title)


async def test_merged_link_speaks_its_own_guest_s_language(web, restaurant, subtests):
    survivor = await restaurant.order(language="de")
    for language, spoken in (("es", "es"), ("de", "de"), ("", "ar")):
        with subtests.test(language=language):
            merged = await restaurant.order(language=language)
            await restaurant.tap(Tap.MERGE, survivor.id, other_id=merged.id)
            page = (await web.get(f"/t/{merged.token}", headers={"Accept-Language": "ar"})).text
            assert truth(page)["code"] == survivor.pickup_code
            assert f'<html lang="{spoken}"' in page
            assert f'<a href="{ADDRESS}/t/{merged.token}" dir="ltr">' in page
    assert '<html lang="de"' in (await web.get(f"/t/{survivor.token}", headers={"Accept-Language": "ar"})).text


async def test_status_for_scripts_is_equal_without_the_name(web, api, restaurant):
    order = await brought_to(restaurant, "preparing")
    answer = await web.get(f"/t/{order.token}/status.json")
    full = (await api.get(f"/api/v1/orders/{order.id}")).json()
    hidden = {"id", "external_ref", "source", "guest_name", "phone", "tracking_url"}
    assert answer.json() == {name: value for name, value in full.items() if name not in hidden}
    assert answer.headers["cache-control"] == "no-store"


async def test_the_qr_code_is_an_image_of_the_link(web, restaurant):
    order = await restaurant.order()
    answer = await web.get(f"/t/{order.token}/qr.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ET.fromstring(answer.text).tag.endswith("svg")  # noqa: S314  our own file


async def test_the_link_can_be_shared_without_scripts(web, restaurant):
    order = await restaurant.order()
    share = (await web.get(f"/t/{order.token}")).text.partition('<details class="share"')[2].partition("</details>")[0]
    assert f'src="/t/{order.token}/qr.svg"' in share
    assert f'<a href="{ADDRESS}/t/{order.token}"' in share


async def test_nothing_on_a_page_is_polled(web, staff, restaurant):
    order = await restaurant.order()
    for client, path in ((web, f"/t/{order.token}"), (web, "/board"), (staff, "/kitchen"), (staff, "/orders/new")):
        assert (await client.get(path)).status_code == 200
    assert Client.instances
    assert binding.active_links == []


class TestHeaders:
    async def test_each_answer_has_its_own_nonce_on_all_scripts(self, web, restaurant):
        order = await restaurant.order()
        nonces = set()
        for _ in range(3):
            answer = await web.get(f"/t/{order.token}")
            nonce = re.search(r"'nonce-([^']+)'", answer.headers["content-security-policy"])[1]
            scripts = re.findall(r"<script[^>]*>", answer.text)
            assert scripts
            assert all(f'nonce="{nonce}"' in script for script in scripts)
            nonces.add(nonce)
        assert len(nonces) == 3

    async def test_static_files_are_compressed_once_and_cached(self, web):
        page = (await web.get("/login")).text
        assert "/static/" in page
        answers = [
            await web.get("/static/shared/connection.js?v=1", headers={"Accept-Encoding": "gzip"}) for _ in range(2)
        ]
        for answer in answers:
            assert answer.headers["content-encoding"] == "gzip"
            assert "immutable" in answer.headers["cache-control"]
            assert "connect" in answer.text


async def test_order_updates_keep_the_connection_notice(web, restaurant):
    order = await restaurant.order("Garlic Naan")
    await web.get(f"/t/{order.token}")
    (page,) = Client.instances.values()
    restaurant.clock.move(minutes=3)
    await restaurant.tap(Tap.START, order.id)
    assert "Preparing" in page.content.default_slot.children[0].default_slot.children[0].content
    assert not [part for part in page.elements.values() if "freshness" in part.props.get("content", "")]


async def test_order_held_without_a_time_has_none_anywhere(web, restaurant):
    order = await brought_to(restaurant, "received")
    restaurant.clock.move(minutes=15)
    held = await restaurant.tap(Tap.HOLD, order.id)
    page = (await web.get(f"/t/{order.token}?lang=en")).text
    shown = page.partition("<main")[2].partition("</main>")[0]
    assert held.stage == "scheduled"
    assert f"{held.quoted_for + timedelta(hours=1):%H:%M}" not in shown
    assert "Planned for" not in shown


async def test_status_has_no_time_where_the_page_has_none(web, restaurant):
    order = await brought_to(restaurant, "received")
    restaurant.clock.move(days=1)
    await restaurant.kitchen.refresh_estimates()
    assert "It takes longer than we can say" in (await web.get(f"/t/{order.token}?lang=en")).text
    assert (await web.get(f"/t/{order.token}/status.json")).json()["estimate"] is None


@pytest.mark.parametrize("stage", ["received", "preparing"])
async def test_lateness_is_told_before_cooking_too(web, restaurant, stage):
    order = await brought_to(restaurant, stage)
    while not restaurant.shown(order).estimate.running_late:
        restaurant.clock.move(minutes=1)
        await restaurant.kitchen.refresh_estimates()
    html = (await web.get(f"/t/{order.token}")).text
    assert "Your order takes a little longer" in html
    assert truth(html)["stage"] == stage
