"""A sender that gets no answer sends its change once more: by a key it is done once, and without one it is told."""

import pytest

from tests.support.rest import ORDER, is_problem

KEY = {"Idempotency-Key": "till 2/17 " + "x" * 300}
# Each would count twice.
CHANGES = [
    ("", {"add": ["Soup"]}),
    ("/items/2/void", {"quantity": 1}),
    ("/items/2/bump", {"quantity": 1}),
    ("/items/2/hold", {"quantity": 1}),
    ("/postpone", {"minutes": 10}),
    ("/split", {"items": [{"id": "2", "quantity": 0.5}]}),
]


async def send(api, path, verb, body, headers=None):
    return await api.request("POST" if verb else "PATCH", f"{path}{verb}", json=body, headers=headers)


@pytest.mark.parametrize(("verb", "body"), CHANGES)
async def test_a_key_makes_a_change_once(api, path, verb, body):
    first, again = [await send(api, path, verb, body, KEY) for _ in range(2)]
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert (await api.get(path)).json()["version"] == 2


@pytest.mark.parametrize(("verb", "body"), [change for change in CHANGES if change[0] != "/postpone"])
async def test_without_a_key_the_sender_is_told(api, path, verb, body):
    first, again = [await send(api, path, verb, body) for _ in range(2)]
    assert not first.json().get("warnings", []) or verb == ""
    (said,) = [one["said"] for one in again.json()["warnings"] if one["field"] == "tap_id"]
    assert "the same was done 0 s before" in said


async def test_what_was_done_long_ago_is_no_retry(api, path, restaurant):
    for _ in range(2):
        answer = await api.post(f"{path}/items/2/void", json={"quantity": 0.5})
        restaurant.clock.move(minutes=3)
    assert "warnings" not in answer.json()


async def test_a_key_of_another_change_is_a_conflict(api, path):
    await api.patch(path, json={"add": ["Soup"]}, headers=KEY)
    problem = is_problem(await api.patch(path, json={"add": ["Tea"]}, headers=KEY), 409)
    assert problem["detail"].startswith("This Idempotency-Key was used for something else.")
    assert (await api.post(f"{path}/start", headers=KEY)).status_code == 200


async def test_a_key_counts_for_its_order(api, path):
    other = (await api.post("/api/v1/orders", json=ORDER)).json()["id"]
    for each in (path, f"/api/v1/orders/{other}"):
        assert len((await api.patch(each, json={"add": ["Soup"]}, headers=KEY)).json()["items"]) == 3


async def test_the_day_is_closed_once_by_a_key(api, order):
    first, again = [await api.post("/api/v1/day/close", headers=KEY, json={}) for _ in range(2)]
    assert first.json()["cancelled"] == [order["id"]]
    assert again.status_code == 200


async def test_the_same_merge_once_more_changes_nothing(api, path):
    other = (await api.post("/api/v1/orders", json=ORDER)).json()["id"]
    first, again = [await api.post(f"{path}/merge", json={"other_id": other}) for _ in range(2)]
    assert (again.status_code, again.json()) == (200, first.json())


async def test_the_same_split_of_whole_items_is_done_once(api, path):
    first = await api.post(f"{path}/split", json={"items": ["2"]})
    await api.patch(path, json={"add": ["Soup", "Tea"]})
    other = await api.post(f"{path}/split", json={"items": ["4"]})
    again = await api.post(f"{path}/split", json={"items": [{"id": "2"}]})
    assert (again.status_code, again.json()["id"]) == (
        201,
        first.json()["id"] != other.json()["id"] and first.json()["id"],
    )
