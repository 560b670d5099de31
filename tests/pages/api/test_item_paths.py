"""The address of a tap on an item: by the item's id, or by its dish where one line alone can be meant."""

from urllib.parse import quote

import pytest

from tests.support.rest import is_problem

STRICT = {"Prefer": "handling=strict"}


@pytest.mark.parametrize("name", ["Chicken Tikka Masala", "chicken-tikka masala", "CHICKEN+TIKKA+MASALA"])
async def test_an_item_is_found_by_its_dish(api, path, name):
    answer = await api.post(f"{path}/items/{quote(name, safe='+')}/start")
    assert [item["state"] for item in answer.json()["items"]] == ["queued", "cooking"]
    assert answer.json()["warnings"] == [{"field": "item_id", "said": "was read as item 2"}]


async def test_a_strict_sender_is_refused_a_name(api, path):
    problem = is_problem(await api.post(f"{path}/items/Garlic%20Naan/start", headers=STRICT), 422)
    assert problem["errors"] == [{"at": "path/item_id", "says": "was read as item 1"}]


async def test_a_name_may_have_a_slash(api, path):
    await api.patch(path, json={"add": ["Rice / Noodles"]})
    answer = await api.post(f"{path}/items/{quote('Rice / Noodles', safe='')}/bump")
    assert answer.json()["items"][2]["state"] == "done"


async def test_a_dish_of_several_lines_is_asked_back(api, path):
    await api.patch(path, json={"add": [{"name": "Garlic Naan", "quantity": 3}]})
    problem = is_problem(await api.post(f"{path}/items/garlic%20naan/start"), 409)
    assert "1 (1 Garlic Naan, queued), 3 (3 Garlic Naan, queued)" in problem["detail"]
    assert (await api.get(path)).json()["version"] == 2


async def test_the_line_that_can_take_the_tap_is_meant(api, path):
    await api.patch(path, json={"add": ["Garlic Naan"]})
    await api.post(f"{path}/items/1/void")
    assert (await api.post(f"{path}/items/Garlic%20Naan/bump")).json()["items"][2]["state"] == "done"
    assert (await api.post(f"{path}/items/Garlic%20Naan/restore")).json()["items"][0]["state"] == "queued"


@pytest.mark.parametrize("name", ["Soup", "99", "%00"])
async def test_an_item_that_is_not_there_is_told_of_the_others(api, path, name):
    problem = is_problem(await api.post(f"{path}/items/{name}/start"), 404)
    assert "1 (1 Garlic Naan, queued), 2 (2 Chicken Tikka Masala, queued)" in problem["detail"]


async def test_an_order_that_is_not_there_is_not_found(api):
    is_problem(await api.post("/api/v1/orders/nowhere/items/Soup/start"), 404)
