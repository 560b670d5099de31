"""A stage that a vendor does not take: when it is tried again, and when it is given up."""

from __future__ import annotations

import json
from dataclasses import replace
from http import HTTPStatus

import pytest

from domain.connections import SentMessage
from storage.outgoing.errors import SendDeferred, SendRejected
from storage.outgoing.outbox import ClaimedMessage
from storage.sources.registry import MAX_REFUSED_ATTEMPTS
from tests.support.clocks import ManualClock
from tests.support.fake_vendor import clients_of
from tests.support.world import EVENING

MESSAGE = SentMessage(
    id=1,
    message_id="msg_1",
    connection_id=1,
    order_id="o1",
    kind="order.ready",
    payload=json.dumps({"external_id": "7", "stage": "ready", "note": "Ready"}),
    made_at=EVENING,
    due_at=EVENING,
    attempts=1,
    outcome="",
    problem="",
    settled_at=None,
)


async def write_back(status, attempts):
    answers = {("PATCH", "/api/orders/7"): status}
    async with clients_of("tastyigniter", answers, ManualClock(EVENING)) as (clients, connection, _):
        message = replace(MESSAGE, attempts=attempts)
        await clients.send(ClaimedMessage(message=message, lease="lease", connection=connection))


@pytest.mark.parametrize("status", [HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY])
async def test_refused_stage_is_given_up_soon(status):
    with pytest.raises(SendDeferred, match=str(status.value)):
        await write_back(status, MAX_REFUSED_ATTEMPTS - 1)
    with pytest.raises(SendRejected, match=str(status.value)):
        await write_back(status, MAX_REFUSED_ATTEMPTS)


async def test_refused_sign_in_is_no_refused_stage():
    answers = {("POST", "/oauth/token"): HTTPStatus.BAD_REQUEST}
    async with clients_of("deliverect", answers, ManualClock(EVENING)) as (clients, connection, _):
        message = replace(MESSAGE, attempts=MAX_REFUSED_ATTEMPTS)
        with pytest.raises(SendDeferred, match="400"):
            await clients.send(ClaimedMessage(message=message, lease="lease", connection=connection))


class Links:
    """The store of links, which keeps of which orders our own cancellation is awaited."""

    def __init__(self):
        self.awaited = set()

    async def expect_echo(self, order_id):
        self.awaited.add(order_id)

    async def forget_echo(self, order_id):
        self.awaited.remove(order_id)


@pytest.mark.parametrize(("attempts", "error", "awaits"), [(1, SendDeferred, True), (3, SendRejected, False)])
async def test_refused_cancellation_has_no_echo(attempts, error, awaits):
    answers = {("PATCH", "/api/orders/7"): HTTPStatus.UNPROCESSABLE_ENTITY}
    payload = json.dumps({"external_id": "7", "stage": "cancelled", "note": ""})
    async with clients_of("tastyigniter", answers, ManualClock(EVENING)) as (clients, connection, _):
        clients._store = links = Links()
        message = replace(MESSAGE, attempts=attempts, payload=payload)
        with pytest.raises(error):
            await clients.send(ClaimedMessage(message=message, lease="lease", connection=connection))
    assert (links.awaited == {MESSAGE.order_id}) is awaits


SHOPIFY, ODOO = ("POST", "/admin/api/2026-07/graphql.json"), ("POST", "/jsonrpc")
NOT_TAGGED = {"data": {"tagsAdd": {"userErrors": [{"message": "no such order"}]}}}


def shopify_error(code):
    return {"errors": [{"message": "no", "extensions": {"code": code}}]}


def odoo(**results):
    """Answer calls by their method; one without a result is refused."""

    def answer(said):
        arguments = said["params"]["args"]
        method = arguments[4] if said["params"]["method"] == "execute_kw" else said["params"]["method"]
        return {"result": results[method]} if method in results else {"error": {"code": 200}}

    return answer


async def last_attempt(name, path, answer):
    """Send a stage as often as one that is refused is sent."""
    async with clients_of(name, {path: answer}, ManualClock(EVENING)) as (clients, connection, _):
        message = replace(MESSAGE, attempts=MAX_REFUSED_ATTEMPTS)
        await clients.send(ClaimedMessage(message=message, lease="lease", connection=connection))


@pytest.mark.parametrize(
    ("name", "path", "answer", "says"),
    [
        ("shopify", SHOPIFY, NOT_TAGGED, "no such order"),
        ("shopify", SHOPIFY, shopify_error("undefinedField"), "undefinedField"),
        ("odoo", ODOO, odoo(login=2, fields_get={"general_note": {}}, read=[]), "no order 7"),
        ("odoo", ODOO, odoo(login=2, fields_get={"general_note": {}}, read=[{"general_note": ""}]), "refused"),
    ],
)
async def test_refusal_within_the_answer_is_one(name, path, answer, says):
    with pytest.raises(SendRejected, match=says):
        await last_attempt(name, path, answer)


@pytest.mark.parametrize(
    ("name", "path", "answer"),
    [
        *[("shopify", SHOPIFY, shopify_error(code)) for code in ("THROTTLED", "INTERNAL_SERVER_ERROR")],
        ("shopify", SHOPIFY, shopify_error("ACCESS_DENIED")),
        ("odoo", ODOO, odoo()),
        ("odoo", ODOO, odoo(login=False)),
        ("odoo", ODOO, []),
    ],
)
async def test_other_failure_within_the_answer_is_none(name, path, answer):
    with pytest.raises(SendDeferred):
        await last_attempt(name, path, answer)


@pytest.mark.parametrize("status", [HTTPStatus.UNAUTHORIZED, HTTPStatus.CONFLICT, HTTPStatus.SERVICE_UNAVAILABLE])
async def test_vendor_in_trouble_is_asked_again(status):
    with pytest.raises(SendDeferred, match=str(status.value)):
        await write_back(status, MAX_REFUSED_ATTEMPTS)
