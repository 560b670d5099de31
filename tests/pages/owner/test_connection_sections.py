"""Sources, webhooks and printers are set up, tested and removed on the settings page."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from domain.connections import ConnectionType, OrderNews
from domain.deliveries import Delivery, Outcome
from domain.signing_secrets import signing_secrets
from pages.owner.settings.source_vendors import VENDORS
from tests.pages.owner.test_settings_page import entry
from tests.support.connection_forms import PRINTER, WEBHOOK, only, section
from tests.support.fake_woocommerce import KEY, SECRET, TOKEN, serve_shop
from tests.support.outgoing import sending
from tests.support.waiting import until
from tests.support.webhook_receiver import serve_receiver


async def test_source_is_connected_and_removed(staff, context, subtests):
    for name in list(VENDORS):
        with subtests.test(name=name):
            context.outgoing.refuse = lambda _: ""
            sent = {f"{name}_{option}": f"https://{option}.example" for option in VENDORS[name].options}
            assert (await staff.post(f"/settings/sources/new/{name}", data=sent)).status_code == 200
            source = await only(context, ConnectionType.SOURCE)
            assert OrderNews.READY in source.news
            page = section((await staff.get("/settings")).text, "sources")
            assert f"/api/v1/sources/{name}/{VENDORS[name].path}" in page or not VENDORS[name].path
            assert not any(source.options[option] in page for option in ("secret", "token") if option in source.options)
            assert (await staff.post(f"/settings/sources/new/{name}", data=sent)).status_code == 404
            await staff.post(f"/settings/sources/{source.id}/remove")
            assert await context.connections.read() == []


async def test_secret_path_is_shown_once(staff, context):
    sent = {f"odoo_{option}": "https://odoo.example" for option in VENDORS["odoo"].options}
    shown = (await staff.post("/settings/sources/new/odoo", data=sent)).text
    secret = (await only(context, ConnectionType.SOURCE)).options["secret"]
    assert f"/api/v1/sources/odoo/webhook/{secret}" in shown
    assert secret not in (await staff.get("/settings")).text


async def test_source_mistakes_are_said_beside_fields(staff, context):
    sent = {"woocommerce_address": "http://10.0.0.1", "woocommerce_token": "cs_1"}
    answer = await staff.post("/settings/sources/new/woocommerce", data=sent)
    assert answer.status_code == 422
    assert "Write a public address" in entry(answer.text, "woocommerce_address")
    assert "Fill this in." in entry(answer.text, "woocommerce_secret")
    assert "cs_1" not in answer.text
    assert await context.connections.read() == []
    assert (await staff.post("/settings/sources/new/other", data=sent)).status_code == 404


async def test_source_test_asks_the_shop(staff, web, context):
    async with serve_shop(web) as shop:
        context.outgoing._http._named |= {shop.address}
        sent = {"address": shop.address, "secret": SECRET, "key": KEY, "token": TOKEN}
        await staff.post("/settings/sources/new/woocommerce", data={f"woocommerce_{n}": s for n, s in sent.items()})
        source = await only(context, ConnectionType.SOURCE)
        said = (await staff.post(f"/settings/sources/{source.id}/test")).text
        assert "WooCommerce: It answers. Nothing has come in." in said
    at = datetime(2026, 11, 26, 12, tzinfo=UTC)
    await context.deliveries.record(Delivery(at=at, source="woocommerce", outcome=Outcome.TAKEN, body=b"{}"))
    said = (await staff.post(f"/settings/sources/{source.id}/test")).text
    assert "It does not answer as it should" in said
    assert re.search(r"Came in last: [^<]+ \(Taken\)", said)


async def test_webhook_shows_its_secret_once(staff, context):
    shown = (await staff.post("/settings/webhooks/new", data=WEBHOOK)).text
    webhook = await only(context, ConnectionType.WEBHOOK)
    assert webhook.news == {OrderNews.READY, OrderNews.LATE}
    assert f"Its secret, shown this once: {webhook.options['secret']}" in shown
    page = section((await staff.get("/settings")).text, "webhooks")
    assert "https://sms.example/hook" in page
    assert "whsec_" not in page
    await staff.post(f"/settings/webhooks/{webhook.id}/remove")
    assert await context.connections.read() == []


async def test_webhook_gets_a_new_secret(staff, context):
    await staff.post("/settings/webhooks/new", data=WEBHOOK)
    webhook = await only(context, ConnectionType.WEBHOOK)
    old = webhook.options["secret"]
    page = section((await staff.get("/settings")).text, "webhooks")
    assert "24 hours" in page
    for action in ("test", "new-secret"):  # each is answered at its section
        assert f'action="/settings/webhooks/{webhook.id}/{action}#webhooks"' in page
    shown = (await staff.post(f"/settings/webhooks/{webhook.id}/new-secret")).text
    options = (await only(context, ConnectionType.WEBHOOK)).options
    assert f"Its secret, shown this once: {options['secret']}" in shown
    assert signing_secrets(options, context.now()) == [options["secret"], old]
    assert "whsec_" not in (await staff.get("/settings")).text


async def test_webhook_mistakes_are_said_beside_fields(staff, context, subtests):
    for url in ["http://sms.example", "https://10.0.0.1/hook", "sms", ""]:
        with subtests.test(url=url):
            answer = await staff.post("/settings/webhooks/new", data={"webhook_url": url})
            assert answer.status_code == 422
            assert "Write a public address" in entry(answer.text, "webhook_url")
            assert "Choose one or more." in answer.text
            assert 'name="webhook_kinds" value="order.ready" aria-invalid="true"' in answer.text
            assert await context.connections.read() == []


@pytest.mark.both
async def test_webhook_is_tested_and_sent_again(staff, context):
    async with serve_receiver() as receiver:
        context.outgoing._http._named |= {receiver.address}
        await staff.post("/settings/webhooks/new", data={**WEBHOOK, "webhook_url": f"{receiver.address}/hook"})
        webhook = await only(context, ConnectionType.WEBHOOK)
        receiver.secret = webhook.options["secret"]

        async def is_sent():
            return 'data-outcome="sent"' in (await staff.get("/settings")).text

        async with sending(context):
            assert "On its way." in (await staff.post(f"/settings/webhooks/{webhook.id}/test")).text
            await until(is_sent)
            [message] = await context.outgoing.read_log(webhook.id, None, 10)
            await staff.post(f"/settings/webhooks/{webhook.id}/messages/{message.message_id}")
            await until(lambda: receiver.attempts[message.message_id] == 2)
    assert receiver.forged == 0


async def test_only_its_own_connections_are_touched(staff, context):
    await staff.post("/settings/webhooks/new", data=WEBHOOK)
    webhook = await only(context, ConnectionType.WEBHOOK)
    for path in ("test", "remove", "messages/msg_1"):
        assert (await staff.post(f"/settings/printers/{webhook.id}/{path}")).status_code == 404
    assert await only(context, ConnectionType.WEBHOOK) == webhook


async def test_cooks_connect_nothing(web, context):
    for path, data in (("webhooks/new", WEBHOOK), ("printers/new", PRINTER), ("sources/new/square", {})):
        assert (await web.post(f"/settings/{path}", data=data)).status_code == 303
    assert await context.connections.read() == []


async def test_tastyigniter_numbers_are_the_owners(staff, context):
    sent = {"tastyigniter_address": "https://ti.example", "tastyigniter_token": "t", "tastyigniter_status_ready": "12"}
    wrong = await staff.post("/settings/sources/new/tastyigniter", data=sent | {"tastyigniter_status_collected": "x"})
    assert "whole number" in entry(wrong.text, "tastyigniter_status_collected")
    await staff.post("/settings/sources/new/tastyigniter", data=sent)
    options = (await only(context, ConnectionType.SOURCE)).options
    assert (options["status_ready"], options["status_preparing"]) == ("12", "3")


@pytest.mark.both
async def test_unpaid_orders_are_cooked_by_choice(staff, context):
    sent = {f"woocommerce_{option}": "https://shop.example" for option in VENDORS["woocommerce"].options}
    await staff.post("/settings/sources/new/woocommerce", data={**sent, "woocommerce_on_hold": ["false", "true"]})
    assert (await only(context, ConnectionType.SOURCE)).options["on_hold"] == "true"
