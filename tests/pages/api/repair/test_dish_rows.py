"""Items of a placed order that are named by their dishes, and more portions than a line may have."""

import pytest

from tests.support.rest import is_problem

STRICT = {"Prefer": "handling=strict"}


def quantities(answer):
    return [(item["name"], item["quantity"]) for item in answer.json()["items"]]


class TestNames:
    @pytest.mark.parametrize(
        "items",
        [
            [{"name": "Chicken Tikka Masala", "quantity": 3}],
            [{"dish": "chicken tikka-masala", "qty": "3x"}],
            {"Chicken Tikka Masala": 3},
            {"Chicken Tikka Masala": {"quantity": 3}},
            {"name": "CHICKEN  TIKKA MASALA", "quantity": 3},
            [{"id": "Chicken Tikka Masala", "quantity": 3}],
        ],
    )
    async def test_an_item_is_found_by_its_dish(self, api, path, items):
        answer = await api.patch(path, json={"items": items})
        assert quantities(answer) == [("Garlic Naan", 1), ("Chicken Tikka Masala", 3)]
        assert "was read as item 2" in {one["said"] for one in answer.json()["warnings"]}
        assert (await api.patch(path, json={"items": items}, headers=STRICT)).status_code in {404, 422}

    async def test_a_dish_of_several_lines_is_asked_back(self, api, path):
        await api.patch(path, json={"add": ["Garlic Naan"]})
        problem = is_problem(await api.patch(path, json={"items": {"Garlic Naan": 2}}), 422)
        assert problem["errors"][0]["says"] == "2 lines of the order are called Garlic Naan; send one of 1, 3"

    async def test_a_struck_line_is_not_meant(self, api, path):
        await api.patch(path, json={"add": ["Garlic Naan"]})
        await api.post(f"{path}/items/1/void")
        answer = await api.patch(path, json={"items": [{"name": "Garlic Naan", "note": "warm"}]})
        assert [item["note"] for item in answer.json()["items"]] == ["", "", "warm"]

    async def test_a_new_dish_is_to_be_added(self, api, path):
        problem = is_problem(await api.patch(path, json={"items": [{"name": "Soup"}]}), 422)
        assert '"add"' in problem["errors"][0]["says"]

    @pytest.mark.parametrize("items", [["Garlic Naan"], "Garlic Naan", [{"name": "garlic naan"}], {"Garlic Naan": 1}])
    async def test_a_part_is_split_off_by_its_dish(self, api, path, items):
        answer = await api.post(f"{path}/split", json={"items": items})
        assert quantities(answer) == [("Garlic Naan", 1)]

    @pytest.mark.parametrize("verb", ["handover", "handOver", "hand over", "HAND-OVER"])
    async def test_verbs_are_read_however_they_are_joined(self, api, path, verb):
        await api.post(f"{path}/bump")
        assert (await api.post(f"{path}/{verb}")).json()["stage"] == "collected"


class TestPortions:
    async def test_many_portions_are_further_lines(self, api, path):
        await api.patch(path, json={"items": [{"id": "2", "note": "mild", "modifiers": ["no tomato"]}]})
        body = {"items": [{"id": "2", "quantity": 250}], "add": ["Soup"]}
        answer = await api.patch(path, json=body)
        chicken = [item for item in answer.json()["items"] if item["name"] == "Chicken Tikka Masala"]
        assert [item["quantity"] for item in chicken] == [99, 99, 52]
        assert {(item["note"], item["modifiers"][0]["name"]) for item in chicken} == {("mild", "no tomato")}
        assert any("split over several lines" in one["said"] for one in answer.json()["warnings"])
        assert is_problem(await api.patch(path, json=body, headers=STRICT), 422)

    async def test_one_more_or_one_in_all_is_asked_back(self, api, path):
        problem = is_problem(await api.patch(path, json={"items": [{"id": "2", "quantity": "+1"}]}), 422)
        assert "in all" in problem["errors"][0]["says"]

    async def test_none_is_a_void(self, api, path):
        problem = is_problem(await api.patch(path, json={"items": [{"id": "2", "quantity": 0}]}), 422)
        assert "/items/2/void" in problem["errors"][0]["says"]


async def test_a_promise_of_no_time_is_told_to_stay(api, order, path):
    answer = (await api.patch(path, json={"quoted_for": "ASAP"})).json()
    assert answer["quoted_for"] == order["quoted_for"]
    assert "/fire" in answer["warnings"][0]["said"]
    is_problem(await api.patch(path, json={"quoted_for": "ASAP"}, headers=STRICT), 422)


class TestLongOrders:
    async def test_a_party_of_a_thousand_lines_is_taken(self, api):
        items = [{"name": f"Canapé {n}"} for n in range(1000)]
        answer = await api.post("/api/v1/orders", json={"items": items})
        assert (answer.status_code, len(answer.json()["items"])) == (201, 1000)
        is_problem(await api.post("/api/v1/orders", json={"items": items}, headers=STRICT), 422)

    async def test_the_same_line_a_thousand_times_is_joined(self, api):
        items = [{"name": "Canapé"}, {"name": "Soup", "quantity": 0.5}] * 600
        answer = await api.post("/api/v1/orders", json={"items": items})
        assert quantities(answer) == [("Canapé", 99)] * 6 + [("Canapé", 6)] + [("Soup", 99)] * 3 + [("Soup", 3)]
        assert "lines that are the same were joined" in {one["said"] for one in answer.json()["warnings"]}

    async def test_more_than_can_be_kept_is_said(self, api):
        answer = await api.post("/api/v1/orders", json={"items": [{"name": "Soup", "quantity": 10**7}]})
        assert sum(item["quantity"] for item in answer.json()["items"]) == 9900
        assert "Soup: was cut to 9900 portions" in {one["said"] for one in answer.json()["warnings"]}

    async def test_all_lines_of_a_long_order_change_at_once(self, api):
        order = (await api.post("/api/v1/orders", json={"items": [f"Canapé {n}" for n in range(150)]})).json()
        items = [{"id": item["id"], "quantity": 2} for item in order["items"]]
        answer = await api.patch(f"/api/v1/orders/{order['id']}", json={"items": items, "add": ["Tea"] * 150})
        assert [item["quantity"] for item in answer.json()["items"]] == [2] * 150 + [1] * 150


class TestStations:
    async def test_a_station_is_met_in_any_case(self, api, path):
        answer = await api.patch(
            path, json={"add": [{"name": "Roti", "station": "TANDOOR"}, {"name": "x", "station": "Bar 2"}]}
        )
        assert [item["station"] for item in answer.json()["items"]] == ["tandoor", "stove", "tandoor", "Bar 2"]
        answer = await api.post(f"{path}/start", json={"station": "Tandoor"})
        assert [item["state"] for item in answer.json()["items"]] == ["cooking", "queued", "cooking", "queued"]

    async def test_a_body_that_is_no_object_is_told_so(self, api, path):
        problem = is_problem(await api.post(f"{path}/postpone", json=10), 422)
        assert problem["errors"][0]["says"] == "should be a JSON object"


class TestRepeatedQuantities:
    """A till sends a change once more when it got no answer."""

    @pytest.mark.parametrize("quantity", [250, "100.1", 10**7])
    async def test_many_portions_are_added_once(self, api, path, quantity):
        first, again = [
            (await api.patch(path, json={"items": [{"id": "2", "quantity": quantity}]})).json() for _ in range(2)
        ]
        assert again["items"] == first["items"]
        portions = min(float(quantity), 9900)
        assert round(sum(item["quantity"] for item in first["items"][1:]), 3) == portions

    async def test_more_of_what_cooks_is_added_once(self, api, path):
        await api.post(f"{path}/start")
        for _ in range(2):
            answer = await api.patch(path, json={"items": {"2": 5}})
            assert quantities(answer) == [
                ("Garlic Naan", 1),
                ("Chicken Tikka Masala", 2),
                ("Chicken Tikka Masala", 3),
            ]


async def test_a_quantity_with_decimals_has_many_lines(api):
    order = (await api.post("/api/v1/orders", json={"items": [{"name": "Soup", "quantity": 100.1}]})).json()
    assert [item["quantity"] for item in order["items"]] == [99, 1.1]
