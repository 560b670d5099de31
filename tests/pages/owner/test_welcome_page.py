"""First steps of a new restaurant, and the Wi-Fi where the link is local."""

import re
from datetime import timedelta

import pytest

from domain.commands import Tap
from domain.menu import Menu
from domain.stages import Stage
from storage import guest_reach
from storage.link_answer import LinkProblem

DONE = re.compile(r'id="(\w+)" data-testid="step" data-done="true"')


async def test_steps_are_ticked_as_they_are_done(staff, web, restaurant, context, monkeypatch):
    monkeypatch.setattr(type(context), "is_secure", False)
    await restaurant.kitchen.menus.replace(Menu())
    assert DONE.findall((await staff.get("/welcome")).text) == ["pin"]
    await staff.post("/settings/contact", data={"phone": "956 123 456"})
    await staff.post("/welcome/sample-menu")
    await staff.post("/welcome/test-order")
    page = (await staff.get("/welcome")).text
    assert DONE.findall(page) == ["name", "menu", "pin"]
    (order,) = context.board.orders()
    assert "No other device has opened" in page
    assert (await web.get(f"/t/{order.token}")).status_code == 200
    assert "Another device first opened" in (await staff.get("/welcome")).text
    assert context.tracking_url(order) in page
    await staff.post("/welcome/ready")
    assert DONE.findall((await staff.get("/welcome")).text) == ["name", "menu", "link", "order", "pin"]


async def test_a_cancelled_test_order_did_not_become_ready(staff, restaurant, context):
    await staff.post("/welcome/test-order")
    (cancelled,) = context.board.orders()
    await restaurant.tap(Tap.CANCEL, cancelled.id)
    page = (await staff.get("/welcome")).text
    assert "order" not in DONE.findall(page)
    assert "Place a test order" in page
    restaurant.clock.move(minutes=1)
    await staff.post("/welcome/test-order")
    await staff.post("/welcome/ready")
    assert "order" in DONE.findall((await staff.get("/welcome")).text)


async def test_a_postponed_test_order_is_not_ready_yet(staff, restaurant, context):
    await staff.post("/welcome/test-order")
    (order,) = context.board.orders()
    tomorrow = order.quoted_for + timedelta(days=1)
    assert (await restaurant.tap(Tap.REQUOTE, order.id, quoted_for=tomorrow)).stage is Stage.SCHEDULED
    assert "order" not in DONE.findall((await staff.get("/welcome")).text)
    await staff.post("/welcome/ready")
    assert "order" in DONE.findall((await staff.get("/welcome")).text)


async def test_an_empty_kitchen_leads_to_the_first_steps(staff, restaurant):
    await restaurant.kitchen.menus.replace(Menu())
    assert '<a class="quiet" href="/welcome">' in (await staff.get("/kitchen")).text
    await staff.post("/settings/contact", data={"phone": "956 123 456"})
    await staff.post("/welcome/sample-menu")
    assert '<a class="quiet" href="/welcome">' not in (await staff.get("/kitchen")).text


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (None, "only a phone can tell"),
        (LinkProblem("certificate", "expired"), "reject the certificate"),
        (LinkProblem("other", "answers with 502"), "Something else answers"),
        (LinkProblem("silent", "refused"), "gets no answer"),
    ],
)
async def test_check_of_the_link_says_what_it_found(staff, context, monkeypatch, problem, says):
    asked = []
    monkeypatch.setattr(guest_reach, "find_problem", lambda url: asked.append(url) or problem)
    assert "link-check" not in (await staff.get("/welcome")).text
    assert says in (await staff.get("/welcome?check=link")).text
    assert asked == [f"{context.address}/healthz"]


async def test_sample_menu_replaces_no_menu(staff, restaurant):
    before = restaurant.kitchen.menu
    await staff.post("/welcome/sample-menu")
    assert restaurant.kitchen.menu == before


async def test_receipt_says_to_join_the_wifi(staff, restaurant, context):
    order = await restaurant.order()
    receipt = f"/orders/{order.id}/receipt"
    assert "Join the restaurant" in (await staff.get(receipt)).text
    await context.settings_store.save({"wifi_name": "Campana", "wifi_password": "mucho ruido"})
    page = (await staff.get(receipt)).text
    assert "Join the Wi-Fi Campana" in page
    assert "mucho ruido" in page
