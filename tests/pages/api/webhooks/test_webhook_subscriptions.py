"""Subscriptions of webhooks: which addresses are never called, and who may subscribe."""

from __future__ import annotations

from storage.outgoing.webhooks import WebhookSender
from tests.support.waiting import until
from tests.support.webhook_receiver import WEBHOOKS, log, settled


async def test_private_addresses_are_refused(api, subtests):
    for url in [
        "http://shop.example/hook",
        "https://127.0.0.1/hook",
        "https://[::1]/hook",
        "https://[::ffff:10.0.0.1]/hook",
        "https://10.0.0.5/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://me:secret@shop.example/hook",
        "https://shop.example:port/hook",
        "ftp://shop.example/hook",
    ]:
        with subtests.test(url=url):
            answer = await api.post(WEBHOOKS, json={"url": url})
            assert answer.status_code == 422
            assert (await api.get(WEBHOOKS)).json() == []


async def test_name_that_leads_to_a_private_address_fails(api, context, restaurant, receiver, monkeypatch):
    monkeypatch.setattr(WebhookSender, "pauses", ())
    await api.patch(f"{WEBHOOKS}/{receiver.id}", json={"url": "https://localhost/hook"})
    await restaurant.order()
    await until(lambda: settled(api, receiver, 1))
    assert (await log(api, receiver))[0]["outcome"] == "failed"
    assert context.outgoing.refuse("https://localhost/hook") == ""  # it does not show before the name is resolved


async def test_secret_is_shown_once(api, receiver):
    assert "secret" not in (await api.get(f"{WEBHOOKS}/{receiver.id}")).json()
    assert receiver.secret.startswith("whsec_")


async def test_unsubscribing_deletes_the_log(api, receiver, restaurant):
    await restaurant.order()
    assert (await api.delete(f"{WEBHOOKS}/{receiver.id}")).status_code == 204
    assert (await api.get(f"{WEBHOOKS}/{receiver.id}/messages")).status_code == 404


async def test_strangers_subscribe_nothing(web):
    assert (await web.post(WEBHOOKS, json={"url": "https://shop.example/"})).status_code == 401
