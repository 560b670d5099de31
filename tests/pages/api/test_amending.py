"""Orders are changed by REST after they were placed, split, taken back, held and fired."""

from datetime import UTC, datetime, timedelta

import pytest

ORDER = {"guest_name": "Ana", "items": [{"name": "Garlic Naan", "quantity": 4}, {"name": "Lamb Biryani"}]}


@pytest.fixture
async def path(api):
    return f"/api/v1/orders/{(await api.post('/api/v1/orders', json=ORDER)).json()['id']}"


async def lines(api, path):
    return [(i["name"], i["quantity"], i["state"]) for i in (await api.get(path)).json()["items"]]


async def amended(api, path, **said):
    return await api.patch(path, json=said)


async def test_details_and_items_are_changed_in_one_go(api, path):
    answer = await amended(
        api,
        path,
        guest_name="Bea",
        table="12",
        service="dine_in",
        items=[{"id": "1", "quantity": 2.5, "note": "mild", "modifiers": ["no garlic"]}],
        add=[{"name": "mango-lassi", "quantity": 2}],
    )
    order = answer.json()
    assert (answer.status_code, order["version"]) == (200, 2)
    assert (order["guest_name"], order["table"], order["service"]) == ("Bea", "12", "dine_in")
    first, _, added = order["items"]
    assert (first["quantity"], first["note"], first["modifiers"][0]["name"]) == (2.5, "mild", "no garlic")
    assert (added["quantity"], added["station"], added["sold_out"]) == (2, "bar", True)
    assert [event["kind"] for event in order["events"][1:]] == ["amended", "item_changed", "item_added"]


async def test_the_same_amendment_again_changes_nothing(api, path):
    said = {"add": [{"name": "Garlic Naan"}], "tap_id": "amend-1", "seen_version": 1}
    first, again = [await amended(api, path, **said) for _ in range(2)]
    assert (again.status_code, again.json()) == (200, first.json())
    assert (await amended(api, path, guest_name="Ana")).json()["version"] == 2


async def test_an_amendment_of_an_older_version_is_refused(api, path):
    await api.post(f"{path}/start")
    assert (await amended(api, path, note="x", seen_version=1)).status_code == 409


async def test_what_does_not_fit_is_refused(api, path, subtests):
    for said in [
        {"items": [{"id": "1", "quantity": 0}]},
        {"items": [{"quantity": 1}]},
        {"add": [{}]},
        {"service": "drone"},
        {"name": "x"},
        {"add": [{"name": "x"}] * 101},
    ]:
        with subtests.test(said=said):
            assert (await api.patch(path, json=said, headers={"Prefer": "handling=strict"})).status_code == 422


async def test_what_is_not_there_is_not_found(api, path):
    assert (await amended(api, "/api/v1/orders/nowhere", note="x")).status_code == 404
    assert (await amended(api, path, items=[{"id": "9", "note": "x"}])).status_code == 404


async def test_parts_are_struck_and_done(api, path):
    await api.post(f"{path}/items/1/void", json={"quantity": 2, "reason": "burnt"})
    assert await lines(api, path) == [
        ("Garlic Naan", 2, "queued"),
        ("Garlic Naan", 2, "voided"),
        ("Lamb Biryani", 1, "queued"),
    ]
    await api.post(f"{path}/items/1/bump", json={"quantity": 1})
    assert (await lines(api, path))[:2] == [("Garlic Naan", 1, "queued"), ("Garlic Naan", 1, "done")]
    assert (await api.post(f"{path}/items/1/bump", json={"quantity": 5})).status_code == 409


async def test_whole_quantities_are_written_without_a_point(api, path):
    await api.post(f"{path}/items/1/void", json={"quantity": 2})
    await amended(api, path, items=[{"id": "1", "quantity": 3}])
    undone = await api.post(f"{path}/undo")
    assert '"quantity":2,' in undone.text
    assert ".0" not in undone.text.partition('"items"')[2].partition('"events"')[0]


async def test_every_end_has_its_way_back(api, path):
    await api.post(f"{path}/items/1/void")
    assert (await api.post(f"{path}/items/1/restore")).json()["items"][0]["state"] == "queued"
    await api.post(f"{path}/cancel")
    assert (await api.post(f"{path}/reopen")).json()["stage"] == "received"
    assert (await api.post(f"{path}/rush")).status_code == 200
    assert (await api.post(f"{path}/undo")).json()["events"][-1]["kind"] == "undone"


async def test_an_order_is_reopened_on_its_day_only(api, path, restaurant):
    await api.post(f"{path}/cancel")
    restaurant.clock.move(hours=9)
    assert (await api.post(f"{path}/reopen")).status_code == 409


async def test_a_promise_is_postponed_by_minutes(api, path):
    before = datetime.fromisoformat((await api.get(path)).json()["quoted_for"])
    after = (await api.post(f"{path}/postpone", json={"minutes": 15})).json()["quoted_for"]
    assert datetime.fromisoformat(after) - before == timedelta(minutes=15)


async def test_time_of_day_again_keeps_the_day(api, restaurant):
    order = (await api.post("/api/v1/orders", json=ORDER | {"quoted_for": "20:20"})).json()
    restaurant.clock.move(minutes=20, seconds=20)
    again = (await amended(api, f"/api/v1/orders/{order['id']}", quoted_for="20:20", table="7")).json()
    assert (again["stage"], again["quoted_for"], again["table"]) == ("received", order["quoted_for"], "7")


async def test_the_kitchen_says_how_busy_it_is(api):
    answer = await api.post("/api/v1/busy", json={"extra_minutes": 10, "span_minutes": 30})
    assert answer.json() == {"extra_minutes": 10, "until": "2026-03-14T19:30:00.000Z"}
    assert (await api.post("/api/v1/busy", json={"extra_minutes": 0})).json() == {"extra_minutes": 0, "until": None}
    assert (await api.post("/api/v1/busy", json={"extra_minutes": -1})).status_code == 422


async def test_busy_and_menu_say_what_they_repaired(api):
    busy = await api.post("/api/v1/busy", json={"extra_minutes": "10", "why": "a party"})
    assert {said["field"] for said in busy.json()["warnings"]} >= {"why"}
    menu = await api.put("/api/v1/menu", json={"dishes": [{"name": "Naan"}], "season": "winter"})
    assert {said["field"] for said in menu.json()["warnings"]} == {"season"}
    assert "warnings" not in (await api.put("/api/v1/menu", json={"dishes": [{"name": "Naan"}]})).json()


class TestOrdersForLater:
    @pytest.fixture
    async def later(self, api, restaurant):
        asked = (datetime.now(UTC) + timedelta(days=1)).replace(microsecond=0)
        restaurant.clock.at = datetime.now(UTC)
        order = (await api.post("/api/v1/orders", json=ORDER | {"quoted_for": asked.isoformat()})).json()
        assert datetime.fromisoformat(order["quoted_for"]) == asked
        return order

    async def test_one_waits_off_the_rail_until_its_time(self, later, restaurant):
        assert (later["stage"], later["estimate"]) == ("scheduled", None)
        lead = datetime.fromisoformat(later["quoted_for"]) - datetime.fromisoformat(later["fires_at"])
        assert timedelta(minutes=18) < lead < timedelta(hours=1)
        assert (restaurant.board.rail.tickets, len(restaurant.board.rail.later)) == ((), 1)

    async def test_one_promised_for_tomorrow_has_no_estimate(self, api, path, restaurant):
        asked = restaurant.clock.now() + timedelta(days=1)
        assert (await api.get(path)).json()["estimate"] is not None
        later = (await amended(api, path, quoted_for=asked.isoformat())).json()
        assert (later["stage"], later["estimate"]) == ("scheduled", None)

    async def test_it_is_fired_and_held_by_hand(self, api, later):
        path = f"/api/v1/orders/{later['id']}"
        fired = (await api.post(f"{path}/fire")).json()
        assert (fired["stage"], fired["fires_at"]) == ("received", None)
        assert fired["estimate"] is not None
        held = (await api.post(f"{path}/hold")).json()
        assert (held["stage"], held["fires_at"]) == ("scheduled", later["fires_at"])

    async def test_one_that_is_cancelled_fires_no_more(self, api, later):
        path = f"/api/v1/orders/{later['id']}"
        cancelled = (await api.post(f"{path}/cancel")).json()
        assert (cancelled["stage"], cancelled["fires_at"]) == ("cancelled", None)
        reopened = (await api.post(f"{path}/reopen")).json()
        assert (reopened["stage"], reopened["fires_at"]) == ("scheduled", later["fires_at"])

    async def test_a_dish_is_held_and_fired(self, api, path):
        assert (await api.post(f"{path}/items/2/hold")).json()["items"][1]["held"] is True
        assert [state for *_, state in await lines(api, path)] == ["queued", "queued"]
        assert (await api.post(f"{path}/start")).json()["items"][1]["state"] == "queued"
        assert (await api.post(f"{path}/items/2/fire")).json()["items"][1]["held"] is False
