"""Open Delivery: the app's manifest is obeyed, its events are acknowledged, and each stage is written back."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from domain.sources import NotReachable
from domain.stages import Stage
from tests.support.fake_vendor import client_of
from tests.support.vendor_orders import Said, open_delivery_order

SINCE = datetime(2026, 3, 14, 18, tzinfo=UTC)


def confirm(said):
    """Answer as version 1 does: OrderConfirmed has two fields that it cannot do without."""
    is_whole = {"createdAt", "orderExternalCode"} <= said.keys()
    return {} if is_whole else HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize(
    ("stage", "path"),
    [
        (Stage.RECEIVED, "confirm"),
        (Stage.PREPARING, "preparing"),
        (Stage.READY, "readyForPickup"),
        (Stage.COLLECTED, "delivered"),
        (Stage.CANCELLED, "requestCancellation"),
    ],
)
async def test_open_delivery_gets_each_stage(stage, path):
    answers = {
        ("POST", "/oauth/token"): {"access_token": "t", "expires_in": 3600},
        ("POST", f"/v1/orders/4711/{path}"): confirm if path == "confirm" else {},
        ("GET", "/v1/orders/4711"): {"lastEvent": "CREATED"},
    }
    async with client_of("opendelivery", answers) as (client, vendor):
        await client.write_back("4711", stage, "note")
    told = [path for method, path, _ in vendor.asked if method == "POST"]
    assert told == ["/oauth/token", f"/v1/orders/4711/{path}"]


async def test_open_delivery_1_confirms_by_its_schema():
    answers = {("POST", "/oauth/token"): {"access_token": "t"}, ("POST", "/v1/orders/4711/confirm"): confirm}
    async with client_of("opendelivery", answers) as (client, vendor):
        await client.write_back("4711", Stage.RECEIVED, "note")
    said = vendor.asked[-1][2]
    assert said["orderExternalCode"] == "4711"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", said["createdAt"])


def manifest(**orders):
    grants = {"supportedGrantTypes": ["client_credentials"], "clientIdGeneration": ["by_app"]}
    versions = {"currentVersion": "2.0", "supportedVersions": ["2.0"]}
    return {"appId": "A", "openDelivery": versions, "authentication": grants, "capabilities": {"orders": orders}}


WELL_KNOWN = ("GET", "/.well-known/opendelivery")


@pytest.mark.parametrize(
    ("stage", "path"),
    [
        (Stage.RECEIVED, "confirm"),
        (Stage.PREPARING, "preparing"),
        (Stage.READY, "ready-for-pickup"),
        (Stage.COLLECTED, "delivered"),
        (Stage.CANCELLED, "requestCancellation"),
    ],
)
async def test_open_delivery_is_discovered(stage, path):
    answers = {
        ("POST", "/oauth/token"): {"access_token": "t", "expires_in": 3600},
        ("POST", f"/od/v2/orders/4711/{path}"): {},
        ("GET", "/od/v2/orders/4711"): {"status": "CREATED"},
    }
    async with client_of("opendelivery", answers) as (client, vendor):
        answers[WELL_KNOWN] = manifest(endpoint=f"{client._options['address']}/od/v2")
        for _ in range(2):
            await client.write_back("4711", stage, "note")
    told = [path for method, path, _ in vendor.asked if method == "POST"]
    assert told == ["/oauth/token", *[f"/od/v2/orders/4711/{path}"] * 2]
    assert vendor.asked[0][:2] == WELL_KNOWN
    assert sum(one[:2] == WELL_KNOWN for one in vendor.asked) == 1


async def test_open_delivery_2_events():
    event = {"eventId": "E1", "orderId": "4711", "eventType": "CREATED"}
    answers = {
        WELL_KNOWN: manifest(supported=True),
        ("POST", "/oauth/token"): {"access_token": "t"},
        ("GET", "/events:polling"): [event],
        ("POST", "/events/acknowledgment"): {},
    }
    async with client_of("opendelivery", answers) as (client, vendor):
        await client.acknowledge(await client.find_missed(SINCE))
    assert vendor.asked[-1][2] == {"eventIds": ["E1"]}


@pytest.mark.parametrize(("options", "asked"), [({"merchant": "M1"}, "M1"), ({"merchant": ""}, None), ({}, None)])
async def test_events_of_other_merchants_are_left(options, asked):
    """One client id may serve several restaurants; what is acknowledged here is lost to the others."""
    answers = {("POST", "/oauth/token"): {"access_token": "t"}, ("GET", "/v1/events:polling"): []}
    async with client_of("opendelivery", answers, **options) as (client, vendor):
        await client.find_missed(SINCE)
    assert vendor.headers[-1].get("x-polling-merchants") == asked


async def test_open_delivery_manifest_is_obeyed():
    refused = {"unsupportedOperations": ["setOrderPreparing", "requestCancellation"]}
    answers = {WELL_KNOWN: manifest(originator={"supportsPolling": False}, receiver=refused)}
    async with client_of("opendelivery", answers) as (client, vendor):
        assert await client.find_missed(SINCE) == []
        await client.write_back("4711", Stage.PREPARING, "note")
        assert not await client.echoes_cancellation("4711")
    assert [one[:2] for one in vendor.asked] == [WELL_KNOWN]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"openDelivery": {"supportedVersions": ["3.0"]}}, "version 3.0"),
        ({"authentication": {"supportedGrantTypes": ["authorization_code"]}}, "client_credentials"),
        ({"capabilities": {"menu": {}}}, "no orders"),
    ],
)
async def test_open_delivery_misfit_is_said(wrong, says):
    async with client_of("opendelivery", {WELL_KNOWN: manifest(supported=True) | wrong}) as (client, _):
        with pytest.raises(NotReachable, match=says):
            await client.check(SINCE)


@pytest.mark.parametrize(
    ("found", "base", "said"), [(manifest(supported=True), "", "status"), (None, "/v1", "lastEvent")], ids=["v2", "v1"]
)
async def test_what_the_app_cancelled_is_not_asked(found, base, said):
    path = f"{base}/orders/4711"
    answers = {
        WELL_KNOWN: found,
        ("POST", "/oauth/token"): {"access_token": "t"},
        ("GET", path): {said: "CANCELLED"},
    }
    async with client_of("opendelivery", answers) as (client, vendor):
        await client.write_back("4711", Stage.CANCELLED, "note")
    assert vendor.asked[-1][:2] == ("GET", path)


async def test_open_delivery_events_are_acknowledged():
    event = {"eventId": "E1", "orderId": "4711", "eventType": "CREATED"}
    answers = {
        ("POST", "/oauth/token"): {"access_token": "t"},
        ("GET", "/v1/events:polling"): [event],
        ("GET", "/v1/orders/4711"): open_delivery_order(Said()),
        ("POST", "/v1/events/acknowledgment"): {},
    }
    async with client_of("opendelivery", answers) as (client, vendor):
        found = await client.find_missed(SINCE)
        await client.acknowledge(found)
        assert json.loads(await client.fetch("4711"))["id"] == "4711"
    assert [(change, json.loads(body)) for change, body in found] == [("E1", event)]
    told = [said for _, path, said in vendor.asked if path.endswith("acknowledgment")]
    assert told == [[{"id": "E1", "orderId": "4711", "eventType": "CREATED"}]]
