"""A change that nobody can do is refused: who asks for it must not believe that it was done."""

import json

import pytest

from tests.support.rest import is_problem


async def version(api, path):
    return (await api.get(path)).json()["version"]


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({"remove": ["1"]}, "body/remove"),
        ({"note": "mild", "deleted_items": [{"name": "Garlic Naan"}]}, "body/deleted_items"),
        ({"items": [{"id": "1", "remove": True}]}, "body/items/0/remove"),
        ({"items": [{"id": "2", "note": "mild"}, {"id": "1", "isVoided": True}]}, "body/items/1/is_voided"),
        ({"items": [{"name": "Garlic Naan", "action": "delete"}]}, "body/items/0/action"),
        ({"items": [{"id": "\ud800", "removed": True}]}, "body/items/0/removed"),
    ],
)
async def test_a_dish_that_is_to_go_is_not_kept_in_silence(api, path, body, at):
    (error,) = is_problem(await api.patch(path, content=json.dumps(body)), 422)["errors"]
    assert error["at"] == at
    assert "/void" in error["says"]
    assert await version(api, path) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"status": "ready"},
        {"status": "ready", "seen_version": 1, "tap_id": "t"},
        {"action": "ready", "note": None},
        [{"op": "replace", "path": "/note", "value": "mild"}],
    ],
)
async def test_what_changes_nothing_is_refused(api, path, body):
    (error,) = is_problem(await api.patch(path, content=json.dumps(body)), 422)["errors"]
    assert "To move the order on, POST to its /start" in error["says"]
    assert await version(api, path) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"note": None},
        {"status": ""},
        {"priority": "high"},
        {"status": "open", "table": ""},
        {"action": "update", "guest_name": "No"},
        {"note": "x", "cancelled": "null"},
        {"note": "mild", "status": "received"},
        {"note": "mild", "cancelled": "false", "voided": "0"},
        {"items": [{"id": "1", "quantity": 3, "removable": True, "remove_onion": True}]},
        {"items": [{"id": "1", "modifiers": ["Onion"], "action": "remove"}]},
        {"items": {"1": {"name": "Naan with garlic", "quantity": 3}}},
        {"items": {"id": "1", "note": "mild", "taxes": [{"rate": 10}]}},
    ],
)
async def test_what_asks_nothing_more_is_taken(api, path, body):
    assert (await api.patch(path, json=body)).status_code == 200


async def test_an_order_as_it_was_read_can_be_sent_back(api, path):
    order = (await api.get(path)).json() | {"note": "mild"}
    answer = await api.patch(path, json=order)
    assert (answer.status_code, answer.json()["note"]) == (200, "mild")


@pytest.mark.parametrize(
    "body",
    [
        {"data": {"attributes": {"table": "4", "items": {"elements": [{"id": "1", "quantity": 3}]}}}},
        {"header": {"table": "4"}, "line_items": {"edges": [{"node": {"id": "1", "quantity": 3}}]}},
    ],
)
async def test_wrapped_changes_are_done(api, path, body):
    order = (await api.patch(path, json=body)).json()
    assert (order["table"], order["items"][0]["quantity"]) == ("4", 3)


@pytest.mark.parametrize(
    "added",
    [
        {"add": {"items": [{"name": "Pie"}]}},
        {"add": {"line_items": [{"name": "Pie"}]}},
        {"add": {"sku": "PIE", "name": "Pie", "items": [{"name": "Cream"}]}},
        {"add": {"name": "Pie", "items": [{"name": "Cream"}]}},
        {"add": {"name": "Pie", "selections": [{"name": "Cream"}]}},
        {"add_item": {"name": "Pie"}},
        {"new_item": "Pie"},
        {"add": ["Pie"]},
    ],
)
async def test_what_is_added_has_any_form(api, path, added):
    assert [item["name"] for item in (await api.patch(path, json=added)).json()["items"]][2:] == ["Pie"]


@pytest.mark.parametrize(
    ("body", "promised"),
    [
        ({"until": "20:45"}, "19:45"),
        ({"eta": "2026-03-14T20:00:00Z"}, "20:00"),
        ({"ready_in": 25}, "19:25"),
        ({"ready_in": "25"}, "19:25"),
        ({"ready_in": 24.5}, "19:25"),
        ({"until": "20.45"}, "19:45"),
        ({"minutes": None, "quoted_for": "2026-03-14T19:50:00Z"}, "19:50"),
        ({"readyIn": "25 min"}, "19:25"),
    ],
)
async def test_a_promise_is_postponed_until_a_time(api, path, body, promised):
    after = (await api.post(f"{path}/postpone", json=body)).json()["quoted_for"]
    assert after == f"2026-03-14T{promised}:00.000Z"


async def test_a_time_that_nobody_can_read_postpones_nothing(api, path):
    is_problem(await api.post(f"{path}/postpone", json={"until": "later"}), 422)
    assert await version(api, path) == 1


@pytest.mark.parametrize("said", [{"until": "23:00"}, {"eta": "soon"}, {"quoted_for": ""}])
async def test_minutes_win_over_a_time(api, path, said):
    await api.post(f"{path}/requote", json={"promised_for": "2026-03-14T20:00:00Z"})
    answer = (await api.post(f"{path}/postpone", json={"minutes": 10} | said)).json()
    assert answer["quoted_for"] == "2026-03-14T20:10:00.000Z"
    assert answer["warnings"]


async def test_strict_postponement_until_a_time_is_one(api, path):
    body = {"minutes": None, "quoted_for": "2026-03-14T19:50:00Z", "reason": "oven broke"}
    answer = await api.post(f"{path}/postpone", json=body, headers={"Prefer": "handling=strict"})
    assert answer.json()["quoted_for"] == "2026-03-14T19:50:00.000Z"
    both = await api.post(f"{path}/postpone", json=body | {"minutes": 5}, headers={"Prefer": "handling=strict"})
    is_problem(both, 422)


@pytest.mark.parametrize("verb", ["postpone", "requote"])
async def test_a_promise_from_now_that_comes_again_is_one(api, path, restaurant, verb):
    body = {"quoted_for": "25 min", "tap_id": "t"}
    first = (await api.post(f"{path}/{verb}", json=body)).json()
    restaurant.clock.move(seconds=20)
    again = await api.post(f"{path}/{verb}", json=body)
    assert (again.status_code, again.json()["quoted_for"]) == (200, first["quoted_for"])


@pytest.mark.parametrize(
    "body",
    [
        {"table": "4", "details": {"table": "3"}},
        {"order": {"table": "4", "header": {"table": "3", "name": "x"}}},
        {"table": "4", "header": {"id": "m1", "name": "msg"}},
    ],
)
async def test_what_is_nearest_to_the_fields_counts(api, path, body):
    order = (await api.patch(path, json=body)).json()
    assert (order["table"], order["guest_name"]) == ("4", "Ana")


@pytest.mark.parametrize("name", ["cancellation_reason", "cancelReason", "comments", "why"])
async def test_a_reason_is_read_under_any_name(api, path, context, name):
    order = (await api.post(f"{path}/cancel", json={name: "no gas"})).json()
    assert (await context.find_order(order["id"])).events[-1].reason == "no gas"


@pytest.mark.parametrize("name", ["sku", "id", "product_id"])
async def test_an_added_code_keeps_what_is_in_it(api, path, name):
    order = (await api.patch(path, json={"add": {name: "M1", "quantity": 2, "items": [{"name": "Coke"}]}})).json()
    added = order["items"][2]
    assert (added["name"], added["quantity"], added["modifiers"][0]["name"]) == ("#M1", 2, "Coke")


@pytest.mark.parametrize("wrapped", [{"data": {"order": {}}}, {"order": {"order": {}}}, {"payload": {"order": {}}}])
async def test_a_merge_may_be_wrapped_twice(api, path, wrapped):
    other = (await api.post("/api/v1/orders", json={"items": ["Soup"]})).json()["id"]
    ((outer, inner),) = wrapped.items()
    body = {outer: {next(iter(inner)): {"id": other}}}
    assert (await api.post(f"{path}/merge", json=body)).status_code == 200


async def test_a_change_is_said_once(api, path):
    answer = (await api.patch(path, json={"items": [{"id": "1", "qty": 3}]})).json()
    assert [one["field"] for one in answer["warnings"]] == ["items/0/qty"]
