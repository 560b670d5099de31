"""Taps by REST: each moves the order, or is refused in words."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.commands import REST_ITEM_TAPS, REST_ORDER_TAPS, Tap
from tests.support.rest import is_problem, new_path

STRICT = {"Prefer": "handling=strict"}


class TestTapping:
    async def test_a_tap_is_answered_with_the_order_as_it_stands(self, api, subtests):
        for verb, body, stage in [
            ("start", None, "preparing"),
            ("bump", {}, "ready"),
            ("cancel", {"reason": "no answer"}, "cancelled"),
            ("items/1/start", None, "preparing"),
            ("items/1/bump", {"seen_version": 1, "tap_id": "tap-1"}, "preparing"),
            ("items/1/void", {"reason": "out"}, "received"),
        ]:
            with subtests.test(verb=verb, body=body, stage=stage):
                path = await new_path(api)
                answer = await api.post(f"{path}/{verb}", json=body)
                assert (answer.status_code, answer.json()["stage"], answer.json()["version"]) == (200, stage, 2)
                assert (await api.get(path)).json() == answer.json()

    async def test_an_order_goes_all_the_way_and_back(self, api, path):
        later = (datetime.now(UTC) + timedelta(hours=1)).replace(microsecond=0)
        requoted = await api.post(f"{path}/requote", json={"quoted_for": later.isoformat(), "reason": "busy"})
        assert datetime.fromisoformat(requoted.json()["quoted_for"]) == later
        stages = [
            (await api.post(f"{path}/{verb}")).json()["stage"]
            for verb in ("start", "items/1/bump", "items/1/recall", "bump", "hand_over", "recall")
        ]
        assert stages == ["preparing", "preparing", "preparing", "ready", "collected", "ready"]

    async def test_repeated_tap_succeeds_and_changes_nothing(self, api, path):
        tap = {"tap_id": "tap-1", "seen_version": 1}
        first, again = [await api.post(f"{path}/start", json=tap) for _ in range(2)]
        assert (again.status_code, again.json()) == (200, first.json())

    async def test_id_of_another_tap_is_a_conflict(self, api, subtests):
        for other in ["cancel", "items/1/start", "hand_over"]:
            with subtests.test(other=other):
                path = await new_path(api)
                await api.post(f"{path}/start", json={"tap_id": other})
                problem = is_problem(await api.post(f"{path}/{other}", json={"tap_id": other}), 409)
                assert problem["field"] == "tap_id"
                assert (await api.get(path)).json()["stage"] == "preparing"

    async def test_impossible_tap_is_refused_with_the_state(self, api, path):
        problem = is_problem(await api.post(f"{path}/hand_over"), 409)
        assert (problem["state"], problem["tap"]) == ("received", "hand_over")
        assert problem["possible"] == ["start", "bump", "hold", "cancel", "requote", "postpone", "rush"]
        assert "Possible now: start, bump" in problem["detail"]
        assert problem["order"] == (await api.get(path)).json()

    async def test_a_refused_tap_says_what_to_do(self, api, subtests):
        for verb, body, says in [
            ("items/1/bump", {"quantity": 9}, "not with this quantity"),
            ("items/1/restore", {}, "Possible now: start, bump, void, hold."),
            ("split", {"items": ["1", "2"]}, "leave the order at least one dish"),
            ("undo", {}, "within 15 seconds"),
        ]:
            with subtests.test(verb=verb, body=body, says=says):
                path = await new_path(api)
                problem = is_problem(await api.post(f"{path}/{verb}", json=body), 409)
                assert says in problem["detail"]
                assert problem["order"]["version"] == 1

    async def test_a_refused_merge_says_what_to_do(self, api, order, path):
        problem = is_problem(await api.post(f"{path}/merge", json={"other_id": order["id"]}), 409)
        assert "Both orders must be open" in problem["detail"]

    async def test_a_refused_change_says_what_to_do(self, api, path):
        await api.post(f"{path}/cancel")
        problem = is_problem(await api.patch(path, json={"note": "late"}), 409)
        assert "while it is open" in problem["detail"]
        assert problem["order"]["stage"] == "cancelled"

    async def test_a_guest_is_not_called_twice_at_once(self, api, path):
        await api.post(f"{path}/bump")
        answers = [await api.post(f"{path}/call") for _ in range(2)]
        assert (answers[1].headers["retry-after"], is_problem(answers[1], 429)["detail"][:9]) == ("30", "The guest")

    async def test_a_stale_tap_is_answered_with_the_fresh_order(self, api, path):
        fresh = (await api.post(f"{path}/start")).json()
        problem = is_problem(await api.post(f"{path}/bump", json={"seen_version": 1}), 409)
        assert (problem["seen"], problem["actual"], problem["order"]) == (1, 2, fresh)

    async def test_a_requote_without_a_time_says_what_is_missing(self, api, path):
        problem = is_problem(await api.post(f"{path}/requote", json={"reason": "busy"}), 422)
        assert problem["errors"][0]["at"] == "body/quoted_for"

    async def test_an_item_that_is_not_there_is_not_found(self, api, path, subtests):
        for verb in ["items/99/start", "items/%00/bump"]:
            with subtests.test(verb=verb):
                is_problem(await api.post(f"{path}/{verb}"), 404)

    async def test_a_verb_that_does_not_exist_is_refused(self, api, path, subtests):
        for verb in ["eat", "void", "amend", "items/1/hand_over", "items/1/cancel"]:
            with subtests.test(verb=verb):
                is_problem(await api.post(f"{path}/{verb}"), 422)

    async def test_a_tap_that_does_not_fit_is_refused(self, api, path, subtests):
        for body in [
            {"seen_version": 0},
            {"seen_version": "1"},
            {"tap_id": ""},
            {"tap_id": "x" * 121},
            {"reason": "x" * 501},
            {"who": "me"},
        ]:
            with subtests.test(body=body):
                is_problem(await api.post(f"{path}/start", json=body, headers=STRICT), 422)
                assert (await api.get(path)).json()["version"] == 1


class TestSplitQuantities:
    @pytest.mark.parametrize("quantity", [0, -1, "0", "none", 0.0001, 10**30])
    async def test_what_is_no_quantity_is_refused(self, api, path, quantity):
        problem = is_problem(await api.post(f"{path}/split", json={"items": [{"id": "2", "quantity": quantity}]}), 422)
        assert problem["errors"][0]["at"].startswith("body/items/0")
        assert "above 0" in problem["errors"][0]["says"]
        assert (await api.get(path)).json()["version"] == 1

    @pytest.mark.parametrize(
        "items",
        [
            [{"id": "2", "quantity": 3}],
            [{"id": "2", "quantity": 1}, {"id": "2", "quantity": 2}],
            [{"id": "1"}, {"id": "2", "quantity": 2.5}],
            ["1", "2"],
            [{"id": "1", "quantity": 1}, {"id": "2", "quantity": 2}],
        ],
    )
    async def test_more_than_there_is_is_refused_in_words(self, api, path, items):
        problem = is_problem(await api.post(f"{path}/split", json={"items": items}), 409)
        assert "the order has 1 (1 Garlic Naan, queued), 2 (2 Chicken Tikka Masala, queued)" in problem["detail"]
        assert (await api.get(path)).json()["version"] == 1
        assert len((await api.get("/api/v1/orders")).json()) == 1

    @pytest.mark.parametrize(
        "item", [{"id": "2", "quantity": 2}, {"id": "2", "quantity": "all"}, {"id": "2", "qty": "2x"}]
    )
    async def test_all_of_an_item_is_moved(self, api, path, item):
        answer = await api.post(f"{path}/split", json={"items": [item]})
        assert [one["quantity"] for one in answer.json()["items"]] == [2]
        assert [one["name"] for one in (await api.get(path)).json()["items"]] == ["Garlic Naan"]


@pytest.mark.parametrize(("below", "verbs"), [("", REST_ORDER_TAPS), ("/items/1", REST_ITEM_TAPS)])
async def test_a_refused_verb_is_told_those_that_are_taken(api, path, below, verbs):
    for verb in ("nonsense", "amend", "split_up"):
        (error,) = is_problem(await api.post(f"{path}{below}/{verb}", json={}), 422)["errors"]
        assert error == {"at": "path/tap", "says": f"must be one of {', '.join(tap for tap in Tap if tap in verbs)}"}
