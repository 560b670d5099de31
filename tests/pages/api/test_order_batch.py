"""Several orders in one body: each is placed by itself."""

import pytest

from tests.support.rest import is_problem

ANA = {"id": 11, "client_first_name": "Ana", "client_phone": "555 1", "items": [{"name": "Garlic Naan"}]}
LEO = {"order_number": "A12", "customer": {"name": "Leo"}, "items": [{"name": "Lamb Biryani", "quantity": 2}]}
BOTH = [("Ana", "Garlic Naan"), ("Leo", "Lamb Biryani")]


async def placed(api):
    orders = (await api.get("/api/v1/orders")).json()
    return sorted((one["guest_name"], *(item["name"] for item in one["items"])) for one in orders)


@pytest.mark.parametrize(
    "body",
    [
        {"count": 2, "orders": [ANA, LEO]},
        [ANA, LEO],
        {"event": "orders.new", "data": {"orders": [ANA, LEO]}},
        {"payload": [{"order": ANA}, {"order": LEO}]},
    ],
)
async def test_each_order_of_a_batch_is_placed(api, body):
    answer = await api.post("/api/v1/orders", json=body)
    said = answer.json()
    assert answer.status_code == 201, said
    assert (said["guest_name"], [one["guest_name"] for one in said["others"]]) == ("Ana", ["Leo"])
    assert said["pickup_code"] != said["others"][0]["pickup_code"]
    assert said["warnings"][0] == {"field": "orders", "said": "are 2 orders; each was taken by itself"}
    assert await placed(api) == BOTH


@pytest.mark.parametrize(
    "body",
    [
        {"table": "5", "orders": [ANA, LEO]},
        {"order_number": "77", "orders": [{"id": 1, "items": ["Garlic Naan"]}, {"id": 2, "items": ["Lamb Biryani"]}]},
        {"orders": [{"items": ["Garlic Naan"]}, {"items": ["Lamb Biryani"]}]},
        {"orders": [{"id": 1, "items": ["Garlic Naan"]}, {"id": 1, "items": ["Lamb Biryani"]}]},
    ],
)
async def test_parts_of_one_order_stay_one(api, body):
    answer = await api.post("/api/v1/orders", json=body)
    assert (answer.status_code, "others" in answer.json()) == (201, False)
    assert [item["name"] for item in answer.json()["items"]] == ["Garlic Naan", "Lamb Biryani"]


@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "batch 7"}])
async def test_batch_that_is_sent_again_places_nothing(api, key):
    first = await api.post("/api/v1/orders", json=[ANA, LEO], headers=key)
    again = await api.post("/api/v1/orders", json=[ANA, LEO], headers=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert [one["id"] for one in again.json()["others"]] == [one["id"] for one in first.json()["others"]]
    assert await placed(api) == BOTH


async def test_order_of_a_wrapped_batch_is_sent_again(api):
    for status in (201, 200):
        answer = await api.post("/api/v1/orders", json={"data": [{"order": ANA}, {"order": LEO | {"id": 12}}]})
        said = answer.json()
        refs = [said["external_ref"], *(one["external_ref"] for one in said["others"])]
        assert (answer.status_code, refs) == (status, ["11", "A12"])


async def test_page_of_orders_is_a_batch(api):
    answer = await api.post("/api/v1/orders", json={"page": 0, "content": [ANA, LEO]})
    assert (answer.status_code, len(answer.json()["others"])) == (201, 1)


async def test_refused_order_keeps_no_other_out(api):
    gone = LEO | {"cancelled": True}
    answer = await api.post("/api/v1/orders", json=[ANA, gone, LEO | {"order_number": "A13"}])
    assert answer.status_code == 201
    assert "was refused" in next(one["said"] for one in answer.json()["warnings"] if one["field"] == "orders/1")
    assert await placed(api) == BOTH
    assert len((await api.get("/api/v1/deliveries?outcome=refused")).json()) == 1


async def test_batch_of_none_that_can_be_cooked_is_refused(api):
    gone = [one | {"cancelled": True} for one in (ANA, LEO)]
    is_problem(await api.post("/api/v1/orders", json=gone), 422)


async def test_strict_sender_places_one_at_a_time(api):
    is_problem(await api.post("/api/v1/orders", json=[ANA, LEO], headers={"Prefer": "handling=strict"}), 422)
