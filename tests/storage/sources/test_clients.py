"""The ways out: what is read at each vendor, and how a stage is written back there."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from domain.sources import NotReachable
from domain.stages import Stage
from tests.support.fake_vendor import client_of
from tests.support.vendor_orders import Said, square_order

SINCE = datetime(2026, 3, 14, 18, tzinfo=UTC)


async def test_square_moves_the_fulfilment():
    answers = {("GET", "/v2/orders/4711"): square_order(Said()), ("PUT", "/v2/orders/4711"): {}}
    async with client_of("square", answers) as (client, vendor):
        assert json.loads(await client.fetch("4711")) == square_order(Said())
        await client.write_back("4711", Stage.READY, "note")
        await client.write_back("4711", Stage.RECEIVED, "note")
    written = [said for method, _, said in vendor.asked if method == "PUT"]
    assert [one["order"]["fulfillments"] for one in written] == [[{"uid": "F1", "state": "PREPARED"}]]
    assert written[0]["order"]["version"] == 1
    assert vendor.headers[0]["Authorization"] == "Bearer token"


@pytest.mark.parametrize("state", ["COMPLETED", "CANCELED", "FAILED"])
async def test_square_leaves_an_ended_fulfilment(state):
    order = square_order(Said())
    order["order"]["fulfillments"][0]["state"] = state
    async with client_of("square", {("GET", "/v2/orders/4711"): order}) as (client, vendor):
        await client.write_back("4711", Stage.READY, "note")
    assert [method for method, _, _ in vendor.asked] == ["GET"]


@pytest.mark.parametrize(
    ("stage", "code"), [(Stage.PREPARING, 50), (Stage.READY, 70), (Stage.COLLECTED, 80), (Stage.RECEIVED, None)]
)
async def test_deliverect_gets_the_code(stage, code):
    answers = {("POST", "/oauth/token"): {"access_token": "fresh"}, ("POST", "/kds/orderStatus/4711"): {"result": "OK"}}
    async with client_of("deliverect", answers) as (client, vendor):
        await client.write_back("4711", stage, "note")
    codes = [said["status"] for _, path, said in vendor.asked if path.startswith("/kds")]
    assert codes == ([code] if code else [])
    assert code is None or vendor.headers[-1]["Authorization"] == "Bearer fresh"


async def test_woocommerce_keeps_a_refund():
    path = "/wp-json/wc/v3/orders/4711"
    answers = {("GET", path): {"status": "refunded"}, ("POST", f"{path}/notes"): {}}
    async with client_of("woocommerce", answers) as (client, vendor):
        await client.write_back("4711", Stage.CANCELLED, "note")
    assert "PUT" not in [method for method, _, _ in vendor.asked]


async def test_woocommerce_is_polled_to_the_last_page():
    pages = iter([[{"id": n, "status": "processing"} for n in range(100)], [{"id": 100, "status": "processing"}]])
    async with client_of("woocommerce", {("GET", "/wp-json/wc/v3/orders"): lambda _: next(pages)}) as (client, _):
        found = await client.find_missed(SINCE)
    assert len({change for change, _ in found}) == 101


async def test_shopify_is_polled_to_the_last_page():
    where = "https://elsewhere.example/admin/api/2026-07/orders.json?limit=100&page_info"
    links = iter([f'<{where}=a>; rel="next"', f'<{where}=0>; rel="previous", <{where}=b>; rel="next"', ""])
    numbers = iter(range(3))

    def page(_):
        order = {"id": next(numbers), "updated_at": "2026-03-14T18:00:00Z"}
        return web.json_response({"orders": [order]}, headers={"Link": next(links)})

    async with client_of("shopify", {("GET", "/admin/api/2026-07/orders.json"): page}) as (client, vendor):
        found = await client.find_missed(SINCE)
    assert [json.loads(body)["id"] for _, body in found] == [0, 1, 2]
    assert [dict(query) for query in vendor.queries[1:]] == [{"limit": "100", "page_info": one} for one in "ab"]


# What was handed over hours ago was eaten long ago; the shop tells of each such sale at once.
async def test_shopify_is_not_polled_for_counter_sales():
    sales = [("pos", "fulfilled"), ("pos", None), ("web", "fulfilled")]
    orders = [
        {"id": n, "updated_at": "2026-03-14T18:00:00Z", "source_name": name, "fulfillment_status": status}
        for n, (name, status) in enumerate(sales)
    ]
    async with client_of("shopify", {("GET", "/admin/api/2026-07/orders.json"): {"orders": orders}}) as (client, _):
        found = await client.find_missed(SINCE)
    assert [json.loads(body)["id"] for _, body in found] == [1, 2]


async def test_shopify_prepares_the_pickup():
    node = {"id": "F1", "status": "OPEN", "deliveryMethod": {"methodType": "PICK_UP"}}

    def graphql(said):
        if "fulfillmentOrders(" in said["query"]:
            return {"data": {"order": {"fulfillmentOrders": {"nodes": [node]}}}}
        return {"data": {"done": {"userErrors": []}}}

    async with client_of("shopify", {("POST", "/admin/api/2026-07/graphql.json"): graphql}) as (client, vendor):
        await client.write_back("4711", Stage.READY, "note")
        await client.write_back("4711", Stage.PREPARING, "note")
    _, prepared, tagged = (said["variables"] for _, _, said in vendor.asked)
    assert prepared == {"input": {"lineItemsByFulfillmentOrder": [{"fulfillmentOrderId": "F1"}]}}
    assert tagged == {"id": "gid://shopify/Order/4711", "tags": ["kitchen-preparing"]}


async def test_shopify_errors_are_said():
    wrong = {"data": {"tagsAdd": {"userErrors": [{"message": "no such order"}]}}}
    async with client_of("shopify", {("POST", "/admin/api/2026-07/graphql.json"): wrong}) as (client, _):
        with pytest.raises(NotReachable, match="no such order"):
            await client.write_back("4711", Stage.PREPARING, "note")


async def test_tastyigniter_is_polled_and_gets_the_status():
    order = {"id": "7", "attributes": {"updated_at": "2026-03-14T18:00:00Z", "status_id": 1}}
    answers = {("GET", "/api/orders"): {"data": [order]}, ("PATCH", "/api/orders/7"): {}}
    async with client_of("tastyigniter", answers, status_ready="12") as (client, vendor):
        found = await client.find_missed(SINCE)
        await client.write_back("7", Stage.READY, "note")
    assert [json.loads(body) for _, body in found] == [order]
    assert vendor.asked[-1] == ("PATCH", "/api/orders/7", {"status_id": 12})


async def test_tastyigniter_is_polled_for_orders_of_days():
    """A pre-order may be cancelled after many newer ones; what was not changed lately is not read again."""
    now = SINCE.replace(tzinfo=None)
    newest = [(now, now)] * 50
    older = [(now - timedelta(days=3), now), (now - timedelta(days=3), now - timedelta(days=2))] * 25
    oldest = [(now - timedelta(days=8), now)] * 50
    numbers = iter(range(200))

    def page_of(times):
        said = [{"created_at": made.isoformat(), "updated_at": changed.isoformat()} for made, changed in times]
        return {"data": [{"id": str(next(numbers)), "attributes": one} for one in said]}

    pages = iter([page_of(newest), page_of(older), page_of(oldest)])
    async with client_of("tastyigniter", {("GET", "/api/orders"): lambda _: next(pages)}) as (client, vendor):
        found = await client.find_missed(SINCE)
    assert len({change for change, _ in found}) == 50 + 25 + 50
    assert [query["page"] for query in vendor.queries] == ["1", "2", "3"]


def square_in(state):
    order = square_order(Said())
    order["order"]["fulfillments"] = [{"uid": "F1", "state": state}] if state else []
    return order


@pytest.mark.parametrize(
    ("name", "path", "answer", "is_echoed"),
    [
        ("woocommerce", "/wp-json/wc/v3/orders/7", {"status": "processing"}, True),
        ("woocommerce", "/wp-json/wc/v3/orders/7", {"status": "refunded"}, False),
        ("square", "/v2/orders/7", square_in("PROPOSED"), True),
        ("square", "/v2/orders/7", square_in("CANCELED"), False),
        ("square", "/v2/orders/7", square_in(""), False),
        ("opendelivery", "/v1/orders/7", {"lastEvent": "CONFIRMED"}, True),
        ("opendelivery", "/v1/orders/7", {"lastEvent": "CANCELLED"}, False),
        ("tastyigniter", "", None, True),
        ("shopify", "", None, False),
        ("deliverect", "", None, False),
        ("odoo", "", None, False),
    ],
)
async def test_vendor_that_tells_our_cancellation_back(name, path, answer, is_echoed):
    answers = {("POST", "/oauth/token"): {"access_token": "t"}, ("GET", path): answer}
    async with client_of(name, answers) as (client, _):
        assert await client.echoes_cancellation("7") is is_echoed


async def test_answers_that_are_no_success_are_not_reachable():
    async with client_of("square", {}) as (client, _):
        with pytest.raises(NotReachable, match="404"):
            await client.fetch("4711")


@pytest.mark.parametrize(
    ("name", "path", "answer"),
    [
        ("square", ("GET", "/v2/locations"), {"locations": []}),
        ("deliverect", ("POST", "/oauth/token"), {"access_token": "fresh"}),
        ("tastyigniter", ("GET", "/api/orders"), {"data": []}),
    ],
)
async def test_check_reads_at_the_vendor(name, path, answer):
    async with client_of(name, {path: answer}) as (client, vendor):
        await client.check(SINCE)
    assert [(method, where) for method, where, _ in vendor.asked] == [path]
    async with client_of(name, {}) as (client, _):
        with pytest.raises(NotReachable):
            await client.check(SINCE)
