"""Webhooks out: what a subscriber gets, and when it gets it again."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from email.utils import format_datetime

import pytest

from domain.commands import Part, Tap
from domain.kitchen_rules import KitchenRules
from storage.outgoing.webhooks import WebhookSender, sign
from tests.support.waiting import until
from tests.support.webhook_receiver import WEBHOOKS, log, settled


# The vector of the specification's own libraries.
def test_signature_vector():
    said = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert said == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_attempts_end_within_the_third_day():
    assert timedelta(days=2.5) < timedelta(seconds=sum(WebhookSender.pauses)) <= timedelta(days=3)


async def test_each_stage_is_told_once(restaurant, receiver):
    order = await restaurant.order(phone="600 100 200")
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.HAND_OVER, order.id)
    await until(lambda: len(receiver.taken) == 3)
    assert sorted(receiver.kinds()) == ["order.collected", "order.placed", "order.ready"]
    ready = next(said for said in receiver.taken.values() if said["type"] == "order.ready")
    assert ready["data"]["stage"] == "ready"
    assert ready["data"]["phone"] == "600 100 200"
    assert ready["data"]["message"]["title"] == f"Order {order.pickup_code} is ready"
    assert receiver.forged == 0


async def test_order_of_drinks_is_told_ready_at_once(restaurant, receiver):
    restaurant.rules = KitchenRules(off_rail=frozenset({"bar"}))
    await restaurant.order("Mango Lassi")
    await until(lambda: sorted(receiver.kinds()) == ["order.placed", "order.ready"])


async def test_call_is_told_as_ready_once_more(restaurant, receiver):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.CALL, order.id)
    await until(lambda: sorted(receiver.kinds()) == ["order.placed", "order.ready", "order.ready"])


async def test_split_is_told_of_both_orders(restaurant, receiver):
    order = await restaurant.order()
    await restaurant.tap(Tap.SPLIT, order.id, parts=(Part("2"),))
    await until(lambda: sorted(receiver.kinds()) == ["order.changed", "order.placed", "order.placed"])
    changed = next(said["data"] for said in receiver.taken.values() if said["type"] == "order.changed")
    assert changed["id"] == order.id


async def test_only_chosen_kinds_are_sent(api, restaurant, receiver):
    await api.patch(f"{WEBHOOKS}/{receiver.id}", json={"kinds": ["order.cancelled"]})
    order = await restaurant.order()
    await restaurant.tap(Tap.CANCEL, order.id)
    await until(lambda: receiver.taken)
    assert receiver.kinds() == ["order.cancelled"]


async def test_failure_is_tried_again_under_its_id(monkeypatch, api, restaurant, receiver):
    monkeypatch.setattr(WebhookSender, "pauses", (0.0, 0.0, 0.0))
    receiver.answer = lambda _, attempt: (500 if attempt < 3 else 200, {})
    await restaurant.order()
    await until(lambda: receiver.taken)
    assert list(receiver.attempts.values()) == [3]
    await until(lambda: settled(api, receiver, 1))
    assert (await log(api, receiver))[0]["outcome"] == "sent"


async def test_what_never_arrives_is_seen_as_failed(monkeypatch, api, restaurant, receiver):
    monkeypatch.setattr(WebhookSender, "pauses", (0.0,))
    receiver.answer = lambda _, __: (503, {})
    await restaurant.order()
    await until(lambda: settled(api, receiver, 1))
    message = (await log(api, receiver))[0]
    assert (message["outcome"], message["problem"], message["attempts"]) == ("failed", "503", 2)
    assert (await api.get(f"{WEBHOOKS}/{receiver.id}")).json()["problem"] == "503"


@pytest.mark.parametrize("is_date", [False, True])
async def test_retry_after_is_honoured(api, restaurant, receiver, context, is_date):
    date = format_datetime(context.now().replace(microsecond=0) + timedelta(seconds=3601), usegmt=True)
    receiver.answer = lambda _, __: (429, {"Retry-After": date if is_date else "3600"})
    await restaurant.order()

    async def is_deferred():
        return [one for one in await log(api, receiver) if one["problem"] == "429"]

    await until(is_deferred)
    message = await context.outgoing.find((await log(api, receiver))[0]["message_id"])
    assert message.due_at >= context.now() + timedelta(hours=1)


async def test_gone_ends_the_subscription(api, restaurant, receiver):
    receiver.answer = lambda _, __: (410, {})
    await restaurant.order()
    await until(lambda: settled(api, receiver, 1))
    webhook = (await api.get(f"{WEBHOOKS}/{receiver.id}")).json()
    assert not webhook["is_on"]
    await restaurant.order()
    assert len(await log(api, receiver)) == 1


async def test_switched_off_webhook_leaves_nothing_waiting(api, restaurant, receiver, context):
    receiver.answer = lambda _, __: (503, {})
    await restaurant.order()

    async def read():
        return [(one["outcome"], one["problem"]) for one in await log(api, receiver)]

    async def is_deferred():
        return await read() == [("", "503")]

    await until(is_deferred)
    await api.patch(f"{WEBHOOKS}/{receiver.id}", json={"is_on": False})
    await context.outgoing.send_waiting()

    async def is_ended():
        return await read() == [("failed", "the connection is switched off")]

    await until(is_ended)


async def test_redirect_is_not_followed(restaurant, receiver):
    receiver.answer = lambda _, __: (302, {"Location": f"{receiver.address}/other"})
    await restaurant.order()
    await until(lambda: receiver.attempts)
    assert receiver.taken == {}


async def test_recall_within_the_hold_takes_it_back(api, context, restaurant, receiver):
    context.outgoing.writer._hold = lambda: timedelta(hours=1)
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.RECALL, order.id)
    assert "order.ready" not in [one["kind"] for one in await log(api, receiver)]


async def test_outcome_of_a_slow_delivery_is_kept(api, restaurant, receiver):
    receiver.gate = asyncio.Event()
    await restaurant.order()
    await until(lambda: receiver.attempts)
    await restaurant.order()
    await until(lambda: settled(api, receiver, 1))
    receiver.gate.set()
    await until(lambda: settled(api, receiver, 2))
    assert {one["outcome"] for one in await log(api, receiver)} == {"sent"}


async def test_sent_again_by_hand_with_its_payload(api, restaurant, receiver):
    await restaurant.order()
    await until(lambda: settled(api, receiver, 1))
    message = (await log(api, receiver))[0]
    answer = await api.post(f"{WEBHOOKS}/{receiver.id}/messages/{message['message_id']}/send_again")
    assert answer.status_code == 202
    await until(lambda: receiver.attempts[message["message_id"]] == 2)


async def test_test_message_arrives(api, receiver):
    sent = await api.post(f"{WEBHOOKS}/{receiver.id}/test")
    assert (sent.status_code, sent.json()["kind"]) == (202, "webhook.test")
    await until(lambda: receiver.kinds() == ["webhook.test"])


async def test_old_secret_signs_beside_a_new_one(api, restaurant, receiver):
    made = (await api.post(f"{WEBHOOKS}/{receiver.id}/rotate_secret")).json()
    assert made["secret"].startswith("whsec_")
    assert made["secret"] != receiver.secret
    await restaurant.order()
    await until(lambda: len(receiver.taken) == 1)
    receiver.secret = made["secret"]
    await restaurant.order()
    await until(lambda: len(receiver.taken) == 2)
    assert receiver.forged == 0
    restaurant.clock.move(hours=25)
    await restaurant.order()
    await until(lambda: len(receiver.taken) == 3)
    assert receiver.signatures[-1] == 1
