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


NAAN = {"name": "Garlic Naan"}


@pytest.mark.parametrize("by_key", [True, False])
class TestNamedItems:
    """What a name means changes with the change itself."""

    async def _send_twice(self, api, path, verb, body, *, by_key):
        headers, said = (KEY, {}) if by_key else ({}, {"tapId": "tap ñ 1"})
        return [await send(api, path, verb, body | said, headers) for _ in range(2)]

    async def test_more_of_a_cooking_dish_is_added_once(self, api, path, by_key):
        await api.post(f"{path}/items/1/start")
        first, again = await self._send_twice(api, path, "", {"items": [NAAN | {"quantity": 3}]}, by_key=by_key)
        assert (first.status_code, again.status_code) == (200, 200)
        assert [item["quantity"] for item in again.json()["items"]] == [1, 2, 2]

    async def test_a_dish_is_split_off_once(self, api, path, by_key):
        first, again = await self._send_twice(api, path, "/split", {"items": [NAAN]}, by_key=by_key)
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json()["id"] == again.json()["id"]

    async def test_one_of_two_lines_is_started_once(self, api, by_key):
        order = (await api.post("/api/v1/orders", json={"items": [NAAN, NAAN | {"note": "crisp"}]})).json()
        path = f"/api/v1/orders/{order['id']}"
        await api.post(f"{path}/items/1/start")
        first, again = await self._send_twice(api, path, "/items/Garlic%20Naan/start", {}, by_key=by_key)
        assert (first.status_code, again.status_code) == (200, 200)
        assert again.json()["version"] == first.json()["version"]

    async def test_another_change_names_what_stands_now(self, api, path, by_key):
        await api.post(f"{path}/items/1/start")
        await self._send_twice(api, path, "", {"items": [NAAN | {"quantity": 3}]}, by_key=by_key)
        answer = await api.patch(path, json={"items": [NAAN | {"quantity": 4}]}, headers={"Idempotency-Key": "other"})
        assert "2 lines of the order are called Garlic Naan" in is_problem(answer, 422)["errors"][0]["says"]
