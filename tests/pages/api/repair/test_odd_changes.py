"""Changes of orders in the forms that senders write: by PATCH, by taps, by merge and split."""

import json

import pytest

from tests.support.rest import ORDER, is_problem, new_path

STRICT = {"Prefer": "handling=strict"}


def fields_said(answer):
    return {said["field"] for said in answer.json().get("warnings", [])}


async def other_order(api):
    return (await api.post("/api/v1/orders", json=ORDER)).json()["id"]


class TestAmendments:
    async def test_items_are_found_by_their_ids(self, api, subtests):
        for items in [
            [{"id": "1", "quantity": "3x"}],
            [{"id": 1, "qty": "3,0"}],
            [{"item_id": 1.0, "quantity": 3}],
            {"id": "1", "quantity": 3},
            {"1": {"quantity": 3}},
            {"1": 3},
            [{"id": "1", "quantity": 2}, {"id": "1", "quantity": 3}],
            [{"id": "1", "quantity": 3}, {"id": "1", "note": "mild"}],
            [{"id": "1", "quantity": 3}, {"id": "2", "quantity": ""}],
        ]:
            with subtests.test(items=items):
                path = await new_path(api)
                answer = await api.patch(path, json={"items": items})
                assert [item["quantity"] for item in answer.json()["items"]] == [3, 2]

    async def test_what_came_twice_is_said_or_refused(self, api, path):
        body = {"items": [{"id": "1", "quantity": 2}, {"id": "1", "note": "mild"}]}
        is_problem(await api.patch(path, json=body, headers=STRICT), 422)
        assert fields_said(await api.patch(path, json=body)) == {"items/1"}

    async def test_the_fields_are_found_in_what_is_around_them(self, api, subtests):
        for body in [
            {"order": {"note": "mild", "table": 5}},
            {"data": {"note": "mild", "tableNumber": "5"}},
            [{"notes": "mild", "table": "5"}],
            json.dumps({"note": "mild", "table": "5"}),
            {"note": "mild", "table": "5", "tap_id": "", "seen_version": ""},
        ]:
            with subtests.test(body=body):
                path = await new_path(api)
                order = (await api.patch(path, json=body)).json()
                assert (order["note"], order["table"]) == ("mild", "5")

    async def test_lines_under_other_names_are_no_loss(self, api, path):
        is_problem(await api.patch(path, json={"line_items": [{"name": "Soup"}]}), 422)
        answer = await api.patch(path, json={"new_items": ["Soup"], "lines": [{"id": "2", "qty": 5}]})
        assert [(item["name"], item["quantity"]) for item in answer.json()["items"]] == [
            ("Garlic Naan", 1),
            ("Chicken Tikka Masala", 5),
            ("Soup", 1),
        ]


class TestTaps:
    async def test_a_body_that_says_nothing_is_none(self, api, subtests):
        for body in [b"", b"null", b"{}", b"[]", b'""', b"[{}]", b'{"data": {}}']:
            with subtests.test(body=body):
                path = await new_path(api)
                assert (await api.post(f"{path}/start", content=body)).status_code == 200

    @pytest.mark.parametrize("verb", ["START", "Start", "hand-over"])
    async def test_verbs_are_read_in_any_case(self, api, path, verb):
        await api.post(f"{path}/{'bump' if verb == 'hand-over' else 'rush'}")
        assert (await api.post(f"{path}/{verb}")).status_code == 200

    async def test_a_part_without_its_item_is_refused(self, api, path):
        problem = is_problem(await api.post(f"{path}/bump", json={"quantity": 1}), 422)
        assert f"{path}/items/ID/bump" in problem["errors"][0]["says"]
        assert (await api.get(path)).json()["stage"] == "received"

    async def test_minutes_are_read_under_their_names(self, api, order, path, subtests):
        for body, minutes in [
            ({"by": "15"}, 15),
            ({"delay": 15}, 15),
            ({"minutes": 14.5}, 15),
            ({"minutes": "0:15"}, 15),
            ({"minutes": ""}, 5),
        ]:
            with subtests.test(body=body, minutes=minutes):
                await api.post(f"{path}/requote", json={"promised_for": "2026-03-14T20:00:00Z"})
                after = (await api.post(f"{path}/postpone", json=body)).json()["quoted_for"]
                assert after == f"2026-03-14T20:{minutes:02}:00.000Z"
                assert order["version"] == 1

    async def test_busy_is_read_under_its_names(self, api, subtests):
        for body, minutes in [
            ({"minutes": 10}, 10),
            ({"extra": "9.5", "span": "1 h"}, 10),
            ([{"extraMinutes": 10}], 10),
        ]:
            with subtests.test(body=body, minutes=minutes):
                assert (await api.post("/api/v1/busy", json=body)).json()["extra_minutes"] == minutes

    @pytest.mark.parametrize(
        ("verb", "body"),
        [
            ("start", {"reason": "why not"}),
            ("start", {"quoted_for": "soon", "minutes": "some"}),
            ("rush", {"minutes": 5, "station": "grill"}),
            ("cancel", {"station": "grill"}),
            ("items/1/start", {"station": "grill"}),
            ("items/1/bump", {"note": "done"}),
            ("items/1/void", {"minutes": 5}),
        ],
    )
    async def test_what_a_tap_does_not_use_is_said(self, api, path, verb, body):
        is_problem(await api.post(f"{path}/{verb}", json=body, headers=STRICT), 422)
        answer = await api.post(f"{path}/{verb}", json=body)
        assert answer.json()["version"] == 2
        unused = [one["field"] for one in answer.json()["warnings"] if one["said"].endswith("ignored")]
        assert set(unused) == {{"note": "reason"}.get(name, name) for name in body}

    async def test_what_a_tap_does_not_use_may_be_empty(self, api, path):
        body = {"reason": "", "minutes": None, "station": ""}
        assert "warnings" not in (await api.post(f"{path}/items/1/start", json=body)).json()

    @pytest.mark.parametrize(
        ("address", "body", "empty"),
        [
            ("busy", {"extra_minutes": 10}, "span_minutes"),
            ("orders/{}/postpone", {}, "minutes"),
            ("orders/{}/start", {}, "minutes"),
            ("orders/{}/items/1/bump", {}, "quantity"),
        ],
    )
    async def test_an_empty_number_is_said(self, api, order, address, body, empty):
        address = f"/api/v1/{address.format(order['id'])}"
        said = await api.post(address, json=body | {empty: ""})
        assert [one["field"] for one in said.json()["warnings"]] == [empty]
        is_problem(await api.post(address, json=body | {empty: ""}, headers=STRICT), 422)

    @pytest.mark.parametrize("headers", [{}, STRICT])
    async def test_a_number_may_be_null(self, api, path, headers):
        busy = await api.post("/api/v1/busy", json={"extra_minutes": 10, "span_minutes": None}, headers=headers)
        assert busy.status_code == 200
        assert "warnings" not in busy.json()
        later = await api.post(f"{path}/postpone", json={"minutes": None}, headers=headers)
        assert later.status_code == 200
        assert "warnings" not in later.json()

    @pytest.mark.parametrize("sent", ["1e9999999", "1e400", "9" * 400, "1" + ".111" * 15_000])
    async def test_an_endless_number_is_refused(self, api, path, sent):
        is_problem(await api.post(f"{path}/start", json={"seen_version": sent}), 422)
        is_problem(await api.patch(path, json={"items": [{"id": "1", "quantity": sent}]}), 422)

    async def test_a_part_of_a_whole_order_is_refused(self, api, path):
        problem = is_problem(await api.post(f"{path}/cancel", json={"quantity": 1}), 422)
        assert problem["errors"][0]["says"].endswith("/items/ID/void")

    async def test_a_strict_tap_says_that_it_was(self, api, path):
        answer = await api.post(f"{path}/start", json={"tap_id": "1"}, headers=STRICT)
        assert answer.headers["preference-applied"] == "handling=strict"

    async def test_the_day_is_closed_in_any_form(self, api, order):
        is_problem(await api.post("/api/v1/day/close", json={"who": "me"}, headers=STRICT), 422)
        body = {"orders": order["id"], "note": "storm\r\nwarning", "who": "me"}
        closed = (await api.post("/api/v1/day/close", json=body)).json()
        assert closed["cancelled"] == [order["id"]]
        assert {"who", "order_ids"} <= {one["field"] for one in closed["warnings"]}

    async def test_a_close_says_what_it_read_as_ids(self, api, subtests):
        for ids, said in [
            (7, {"order_ids": "was read as a list of one", "order_ids/0": "was read as 7"}),
            ("7", {"order_ids": "was read as a list of one"}),
            ([7], {"order_ids/0": "was read as 7"}),
        ]:
            with subtests.test(ids=ids, said=said):
                warnings = (await api.post("/api/v1/day/close", json={"order_ids": ids})).json()["warnings"]
                assert {one["field"]: one["said"] for one in warnings} == said

    @pytest.mark.parametrize("ids", [[], {}])
    async def test_a_close_of_no_orders_closes_none(self, api, order, ids):
        closed = (await api.post("/api/v1/day/close", json={"order_ids": ids})).json()
        assert (closed["handed_over"], closed["cancelled"]) == ([], [])
        assert (await api.get(f"/api/v1/orders/{order['id']}")).json()["stage"] == "received"

    async def test_a_close_of_unreadable_orders_is_refused(self, api, order, subtests):
        for ids in ["", False]:
            with subtests.test(ids=ids):
                is_problem(await api.post("/api/v1/day/close", json={"order_ids": ids}), 422)
                assert (await api.get(f"/api/v1/orders/{order['id']}")).json()["stage"] == "received"


class TestTransfers:
    async def test_the_other_order_is_found(self, api, subtests):
        for body in [
            {"other_id": " {} "},
            {"order_id": "{}"},
            {"id": "{}"},
            {"with": "{}"},
            {"other": {"id": "{}"}},
            {"order": {"id": "{}"}},
            {"orders": ["{}"]},
            ["{}"],
            "{}",
        ]:
            with subtests.test(body=body):
                path = await new_path(api)
                sent = json.dumps(body).replace("{}", await other_order(api))
                assert len((await api.post(f"{path}/merge", content=sent)).json()["items"]) == 4

    async def test_the_parts_are_found(self, api, subtests):
        for body, moved in [
            ({"items": {"2": 1}}, 1),
            ({"items": {"2": {"qty": "1x"}}}, 1),
            ({"items": {"2": None}}, 2),
            ({"item_ids": [2]}, 2),
            ({"parts": "2"}, 2),
            (["2"], 2),
            (2, 2),
            ({"items": ["2", 2]}, 2),
            ({"items": [{"id": "2", "quantity": 0.5}, {"id": "2", "quantity": 1}]}, 1.5),
            ({"items": [{"id": "2", "quantity": 1}, "2"]}, 2),
            ({"order": {"lines": [{"item_id": 2}]}}, 2),
        ]:
            with subtests.test(body=body, moved=moved):
                path = await new_path(api)
                (item,) = (await api.post(f"{path}/split", json=body)).json()["items"]
                assert (item["name"], item["quantity"]) == ("Chicken Tikka Masala", moved)

    async def test_ids_come_with_commas_between(self, api, path):
        await api.patch(path, json={"add": ["Soup"]})
        answer = await api.post(f"{path}/split", json={"items": "2, 3"})
        assert [item["name"] for item in answer.json()["items"]] == ["Chicken Tikka Masala", "Soup"]
