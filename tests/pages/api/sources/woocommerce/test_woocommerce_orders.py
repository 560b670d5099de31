"""Orders of a WooCommerce shop, against a shop of the tests that behaves like the vendor's."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from domain.deliveries import Outcome
from domain.errors import NotSaved
from domain.stages import Stage
from tests.support.fake_woocommerce import HOOK, order
from tests.support.mapped_deliveries import map_all, orders, outcomes


async def test_ping_gets_exactly_200(shop, context):
    assert await shop.save_webhook()
    assert await outcomes(context) == []


async def test_order_becomes_a_ticket(shop, context, intake):
    await shop.change(727)
    await map_all(intake)
    placed = orders(context)["727"]
    assert (placed.source, placed.guest_name, placed.phone) == ("woocommerce", "Lucía Ortega", "600 100 200")
    assert (placed.note, placed.service, placed.currency) == ("Ring twice", "pickup", "EUR")
    naan, tikka = placed.items
    assert (naan.name, naan.quantity, naan.price) == ("Garlic Naan", 2, 350)
    assert [one.name for one in naan.modifiers] == ["Size: Large"]
    assert (tikka.name, tikka.modifiers) == ("Chicken Tikka Masala", ())
    assert await outcomes(context) == ["taken"]


async def test_answer_comes_before_the_mapping(shop, context):
    assert await shop.send(order(1)) == 200
    assert orders(context) == {}


@pytest.mark.parametrize("step", ["kitchen.place", "sources.write_link"])
async def test_what_the_database_did_not_take_is_mapped_at_the_next_step(shop, context, intake, monkeypatch, step):
    await shop.change(727)
    part, name = step.split(".")
    with monkeypatch.context() as away:
        away.setattr(getattr(context, part), name, refuse)
        with pytest.raises(NotSaved):
            await intake.map_next()
    await map_all(intake)
    assert set(orders(context)) == {"727"}
    assert await outcomes(context) in (["taken"], ["repeated"])


async def test_what_was_not_taken_is_left_to_the_next_leader(shop, context, intake, restaurant, monkeypatch):
    await shop.change(727)
    with monkeypatch.context() as away:
        away.setattr(context.kitchen, "place", refuse)
        with pytest.raises(NotSaved):
            await intake.map_next()
    with monkeypatch.context() as led_elsewhere:
        led_elsewhere.setattr(intake, "_leadership", SimpleNamespace(is_held=False))
        assert not await intake.map_next()
    assert not await intake.map_next()
    restaurant.clock.move(minutes=1)
    assert await intake.map_next()
    assert set(orders(context)) == {"727"}


async def refuse(*_, **__):
    raise NotSaved("the database is away")


async def test_wrong_signature_stores_nothing(shop, context, intake):
    shop.save(727)
    assert await shop.deliver(727, secret="of a stranger") == 401
    await map_all(intake)
    assert orders(context) == {}
    assert await outcomes(context) == []


@pytest.mark.usefixtures("shop")
async def test_signature_is_of_the_raw_body(web):
    raw = json.dumps(order(9)).encode()
    headers = {"X-WC-Webhook-Signature": "", "Content-Type": "application/json"}
    assert (await web.post(HOOK, content=raw, headers=headers)).status_code == 401


async def test_replay_is_stored_once(shop, context, intake):
    shop.save(727)
    for shop.second in range(3):
        assert await shop.deliver(727) == 200
    await map_all(intake)
    assert await outcomes(context) == ["taken"]


async def test_orders_of_one_second_are_all_taken(shop, context, intake):
    await shop.change(727)
    await shop.change(728)
    await map_all(intake)
    assert set(orders(context)) == {"727", "728"}


async def test_drafts_and_unpaid_orders_are_left_aside(shop, context, intake):
    await shop.change(728, status="checkout-draft")
    await shop.change(728, status="pending")
    await map_all(intake)
    assert orders(context) == {}
    await shop.change(728, status="processing")
    await map_all(intake)
    assert set(orders(context)) == {"728"}
    assert await outcomes(context) == ["ignored", "ignored", "taken"]


async def test_change_reaches_the_ticket(shop, context, intake):
    await shop.change(727)
    lines = [order(727)["line_items"][0] | {"quantity": 3}, {"name": "Lamb Biryani", "quantity": 1, "meta_data": []}]
    await shop.change(727, line_items=lines, customer_note="No ring")
    await map_all(intake)
    changed = orders(context)["727"]
    kept = [(item.name, item.quantity) for item in changed.items if item.state != "voided"]
    assert kept == [("Garlic Naan", 2), ("Garlic Naan", 1), ("Lamb Biryani", 1)]
    assert changed.note == "No ring"


async def test_older_delivery_changes_nothing(shop, context, intake):
    await shop.change(727)
    older = dict(shop.orders[727])
    await shop.change(727, customer_note="Newer")
    await map_all(intake)
    await shop.send(older | {"customer_note": "Older"})
    await map_all(intake)
    assert orders(context)["727"].note == "Newer"


async def test_cancelled_before_it_came_is_not_cooked(shop, context, intake):
    shop.save(727)
    older = dict(shop.orders[727])
    await shop.change(727, status="cancelled")
    await shop.send(older)
    await map_all(intake)
    assert orders(context) == {}


@pytest.mark.parametrize("status", ["cancelled", "refunded", "failed", "trash"])
async def test_cancellation_cancels(shop, context, intake, status):
    await shop.change(727)
    await shop.change(727, status=status)
    await map_all(intake)
    assert orders(context)["727"].stage is Stage.CANCELLED


async def test_what_cannot_be_mapped_is_listed(shop, context, intake):
    assert await shop.send({"id": 5, "status": "processing", "line_items": []}) == 200
    assert await shop.send({"no": "order"}) == 200
    await map_all(intake)
    refused = await context.deliveries.read({Outcome.REFUSED}, None, 10)
    assert [one.source for one in refused] == ["woocommerce"] * 2
    assert len(context.board.refused.deliveries) == 2
    assert shop.is_active
