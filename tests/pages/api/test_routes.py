"""The REST interface as other systems use it: what they send, what they are answered, what is refused and how."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from domain.commands import Tap
from tests.support.world import API_KEY, EVENING, MENU

ORDER = {"guest_name": "Ana", "items": [{"name": "Garlic Naan"}, {"name": "Chicken Tikka Masala", "quantity": 2}]}

STRICT = {"Prefer": "handling=strict"}


def is_problem(answer, status):
    document = answer.json()
    assert answer.status_code == document["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title"} <= set(document)
    return document


@pytest.fixture
async def order(api):
    return (await api.post("/api/v1/orders", json=ORDER)).json()


@pytest.fixture
def path(order):
    return f"/api/v1/orders/{order['id']}"


class TestPlacing:
    async def test_an_order_is_answered_as_it_stands(self, api):
        answer = await api.post("/api/v1/orders", json=ORDER)
        order = answer.json()
        assert answer.status_code == 201
        assert (order["stage"], order["version"], order["guest_name"]) == ("received", 1, "Ana")
        assert [item["state"] for item in order["items"]] == ["queued", "queued"]
        assert [item["station"] for item in order["items"]] == ["tandoor", "stove"]
        assert [event["kind"] for event in order["events"]] == ["placed"]
        assert set(order["estimate"]) == {"earliest", "likely", "latest", "updated_at"}
        assert order["placed_at"] == "2026-03-14T19:00:00.000Z"
        assert order["tracking_url"].startswith("http://127.0.0.1:8080/t/")

    async def test_the_link_in_the_answer_leads_to_the_order(self, web, order):
        page = await web.get(order["tracking_url"])
        assert page.status_code == 200
        assert order["pickup_code"] in page.text

    async def test_repeated_post_with_one_key_is_one_order(self, api):
        key = {"Idempotency-Key": "key-1"}
        first, again = [await api.post("/api/v1/orders", json=ORDER, headers=key) for _ in range(2)]
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json()

    async def test_another_order_under_a_used_key_is_refused(self, api):
        key = {"Idempotency-Key": "key-1"}
        await api.post("/api/v1/orders", json=ORDER, headers=key)
        answer = await api.post("/api/v1/orders", json=ORDER | {"guest_name": "Bea"}, headers=key)
        assert is_problem(answer, 422)["field"] == "idempotency_key"

    async def test_another_order_under_its_reference_conflicts(self, api):
        await api.post("/api/v1/orders", json=ORDER | {"external_ref": "pos-1"})
        answer = await api.post("/api/v1/orders", json=ORDER | {"external_ref": "pos-1", "note": "x"})
        assert is_problem(answer, 409)["field"] == "external_ref"

    async def test_a_key_of_any_length_is_not_kept(self, api, restaurant):
        is_problem(await api.post("/api/v1/orders", json=ORDER, headers={"Idempotency-Key": "k" * 201}), 422)
        assert not restaurant.board.orders()

    async def test_a_sold_out_dish_is_taken_and_marked(self, api):
        sent = {"items": [{"name": "Garlic Naan"}, {"name": "mango-lassi"}, {"name": "Soup"}]}
        items = (await api.post("/api/v1/orders", json=sent)).json()["items"]
        assert [(item["sold_out"], item["unknown"]) for item in items] == [
            (False, False),
            (True, False),
            (False, True),
        ]

    async def test_a_strict_sender_is_refused_a_sold_out_dish(self, api):
        sent = {"items": [{"name": "Garlic Naan"}, {"name": "Mango Lassi"}]}
        assert is_problem(await api.post("/api/v1/orders", json=sent, headers=STRICT), 409)["item"] == 1

    async def test_each_repair_is_said(self, api):
        sent = {"guest_name": "Ana\r\n", "till": 3, "items": [{"name": "Garlic Naan", "quantity": "2"}]}
        order = (await api.post("/api/v1/orders", json=sent)).json()
        assert (order["guest_name"], order["items"][0]["quantity"]) == ("Ana", 2)
        assert {warning["field"] for warning in order["warnings"]} == {"guest_name", "till", "items/0/quantity"}

    async def test_what_a_ticket_needs_is_kept(self, api):
        options = [{"name": "extra cheese", "quantity": 2, "price": 50}, "no tomato"]
        item = {"name": "Garlic Naan", "quantity": 0.5, "modifiers": options, "price": 450}
        sent = {"service": "dine_in", "table": "12", "phone": "600 123 123", "currency": "EUR", "source": "till-2"}
        placed = (await api.post("/api/v1/orders", json={**sent, "items": [item]})).json()
        order = (await api.get(f"/api/v1/orders/{placed['id']}")).json()
        assert {name: order[name] for name in sent} == sent
        (kept,) = order["items"]
        assert (kept["quantity"], kept["price"]) == (0.5, 450)
        assert [(one["name"], one["quantity"], one["price"]) for one in kept["modifiers"]] == [
            ("extra cheese", 2, 50),
            ("no tomato", 1, None),
        ]
        assert not placed["warnings"]


class TestReferences:
    async def test_a_reference_counts_within_its_source(self, api):
        sent = [ORDER | {"external_ref": "17", "source": source} for source in ("till-1", "till-2")]
        assert [(await api.post("/api/v1/orders", json=one)).status_code for one in sent] == [201, 201]

    async def test_a_till_may_count_from_one_each_day(self, api, restaurant):
        sent = ORDER | {"external_ref": "17"}
        first = (await api.post("/api/v1/orders", json=sent)).json()
        restaurant.clock.move(hours=8)
        assert (await api.post("/api/v1/orders", json=sent)).json()["id"] == first["id"]
        restaurant.clock.move(hours=2)
        answer = await api.post("/api/v1/orders", json=sent)
        assert (answer.status_code, answer.json()["id"] == first["id"]) == (201, False)

    async def test_a_key_counts_for_a_day(self, api, restaurant):
        sent = [ORDER, ORDER | {"guest_name": "Bea"}]
        key = {"Idempotency-Key": "k"}
        await api.post("/api/v1/orders", json=sent[0], headers=key)
        restaurant.clock.move(hours=23)
        assert (await api.post("/api/v1/orders", json=sent[1], headers=key)).status_code == 422
        restaurant.clock.move(hours=2)
        assert (await api.post("/api/v1/orders", json=sent[1], headers=key)).status_code == 201

    async def test_a_conflict_names_the_order(self, api):
        sent = ORDER | {"external_ref": "17"}
        first = (await api.post("/api/v1/orders", json=sent)).json()
        problem = is_problem(await api.post("/api/v1/orders", json=sent | {"note": "more"}), 409)
        assert problem["order_id"] == first["id"]
        assert first["id"] in problem["detail"]


class TestStrictSenders:
    async def test_what_does_not_fit_is_named_and_not_repeated(self, api, restaurant, subtests):
        for change, at in [
            ({"items": []}, "body/items"),
            ({"items": [{"name": "Naan"}] * 101}, "body/items"),
            ({"items": [{"name": " "}]}, "body/items/0/name"),
            ({"items": [{"name": "x" * 121}]}, "body/items/0/name"),
            ({"items": [{"name": "x\x00"}]}, "body/items/0/name"),
            ({"items": [{"name": "Naan", "station": "x" * 121}]}, "body/items/0/station"),
            ({"items": [{"name": "Naan", "note": "x" * 501}]}, "body/items/0/note"),
            ({"items": [{"name": "Naan", "note": "\x1b[2J"}]}, "body/items/0/note"),
            ({"items": [{"name": "Naan", "prep_minutes": 601}]}, "body/items/0/prep_minutes"),
            ({"items": [{"name": "Naan", "quantity": 0}]}, "body/items/0/quantity"),
            ({"items": [{"name": "Naan", "quantity": 100}]}, "body/items/0/quantity"),
            ({"items": [{"name": "Naan", "quantity": "2"}]}, "body/items/0/quantity"),
            ({"items": [{"name": "Naan", "prep_minutes": 0}]}, "body/items/0/prep_minutes"),
            ({"items": [{"name": "Naan", "size": "XL"}]}, "body/items/0/size"),
            ({"note": "x" * 501}, "body/note"),
            ({"guest_name": "x" * 121}, "body/guest_name"),
            ({"guest_name": "x\x1b"}, "body/guest_name"),
            ({"language": "not a language"}, "body/language"),
            ({"quoted_for": "2026-03-14T19:30:00"}, "body/quoted_for"),
            ({"quoted_for": "9999-12-31T23:59:59Z"}, "body/quoted_for"),
            ({"quoted_for": "9999-12-31T23:59:59-23:59"}, "body/quoted_for"),
            ({"quoted_for": "0001-01-01T00:00:00+23:59"}, "body/quoted_for"),
            ({"quoted_for": "tomorrow"}, "body/quoted_for"),
            ({"external_ref": "has space"}, "body/external_ref"),
            ({"external_ref": "x" * 121}, "body/external_ref"),
            ({"language": "en" + "-variants" * 4}, "body/language"),
            ({"table": 4}, "body/table"),
        ]:
            with subtests.test(change=change, at=at):
                answer = await api.post("/api/v1/orders", json=ORDER | change, headers=STRICT)
                assert [error["at"] for error in is_problem(answer, 422)["errors"]] == [at]
                assert not restaurant.board.orders()

    async def test_what_is_no_order_at_all_is_refused(self, api, subtests):
        for body in [b"", b"{", b"[]", b"null", b'"order"', b"\xff\xfe", b'{"items": NaN}']:
            with subtests.test(body=body):
                is_problem(
                    await api.post("/api/v1/orders", content=body, headers={"Content-Type": "application/json"}), 422
                )

    async def test_the_largest_order_is_taken(self, api):
        items = [{"name": "é" * 120, "quantity": 99, "note": ""}] * 100
        answer = await api.post("/api/v1/orders", json={"items": items})
        assert (answer.status_code, len(answer.json()["items"])) == (201, 100)

    async def test_body_over_64_kb_is_refused_however_it_is_sent(self, api, restaurant):
        async def pieces():
            for _ in range(70):
                yield b" " * 1024

        is_problem(await api.post("/api/v1/orders", content=b" " * (64 * 1024 + 1)), 413)
        is_problem(await api.post("/api/v1/orders", content=pieces()), 413)
        announced = {"Content-Length": str(64 * 1024 + 1)}
        is_problem(await api.post("/api/v1/orders", content=b"{}", headers=announced), 413)
        assert not restaurant.board.orders()


class TestTapping:
    @pytest.mark.parametrize(
        ("verb", "body", "stage"),
        [
            ("start", None, "preparing"),
            ("bump", {}, "ready"),
            ("cancel", {"reason": "no answer"}, "cancelled"),
            ("items/1/start", None, "preparing"),
            ("items/1/bump", {"seen_version": 1, "tap_id": "tap-1"}, "preparing"),
            ("items/1/void", {"reason": "out"}, "received"),
        ],
    )
    async def test_a_tap_is_answered_with_the_order_as_it_stands(self, api, path, verb, body, stage):
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

    @pytest.mark.parametrize("other", ["cancel", "items/1/start", "hand_over"])
    async def test_id_of_another_tap_is_a_conflict(self, api, path, other):
        await api.post(f"{path}/start", json={"tap_id": "tap-1"})
        problem = is_problem(await api.post(f"{path}/{other}", json={"tap_id": "tap-1"}), 409)
        assert problem["field"] == "tap_id"
        assert (await api.get(path)).json()["stage"] == "preparing"

    async def test_impossible_tap_is_refused_with_the_state(self, api, path):
        problem = is_problem(await api.post(f"{path}/hand_over"), 409)
        assert (problem["state"], problem["tap"]) == ("received", "hand_over")

    async def test_a_stale_tap_is_answered_with_the_fresh_order(self, api, path):
        fresh = (await api.post(f"{path}/start")).json()
        problem = is_problem(await api.post(f"{path}/bump", json={"seen_version": 1}), 409)
        assert (problem["seen"], problem["actual"], problem["order"]) == (1, 2, fresh)

    async def test_a_requote_without_a_time_says_what_is_missing(self, api, path):
        problem = is_problem(await api.post(f"{path}/requote", json={"reason": "busy"}), 422)
        assert problem["errors"][0]["at"] == "body/quoted_for"

    @pytest.mark.parametrize("verb", ["items/99/start", "items/%00/bump"])
    async def test_an_item_that_is_not_there_is_not_found(self, api, path, verb):
        is_problem(await api.post(f"{path}/{verb}"), 404)

    @pytest.mark.parametrize("verb", ["eat", "void", "amend", "items/1/hand_over", "items/1/cancel"])
    async def test_a_verb_that_does_not_exist_is_refused(self, api, path, verb):
        is_problem(await api.post(f"{path}/{verb}"), 422)

    @pytest.mark.parametrize(
        "body",
        [
            {"seen_version": 0},
            {"seen_version": "1"},
            {"tap_id": ""},
            {"tap_id": "x" * 121},
            {"reason": "x" * 501},
            {"who": "me"},
        ],
    )
    async def test_a_tap_that_does_not_fit_is_refused(self, api, path, body):
        is_problem(await api.post(f"{path}/start", json=body, headers=STRICT), 422)
        assert (await api.get(path)).json()["version"] == 1


class TestReading:
    async def test_orders_are_listed_by_promise_and_by_stage(self, api, restaurant):
        late = await restaurant.order("Lamb Biryani", quoted_for=EVENING + timedelta(minutes=9))
        soon = await restaurant.order("Garlic Naan", quoted_for=EVENING + timedelta(minutes=7))
        assert [o["id"] for o in (await api.get("/api/v1/orders")).json()] == [soon.id, late.id]
        assert [o["id"] for o in (await api.get("/api/v1/orders?limit=1")).json()] == [soon.id]
        await restaurant.tap(Tap.START, late.id)
        assert [o["id"] for o in (await api.get("/api/v1/orders?stage=preparing")).json()] == [late.id]

    @pytest.mark.parametrize("query", ["stage=eaten", "limit=0", "limit=1001", "limit=many"])
    async def test_a_question_that_does_not_fit_is_refused(self, api, query):
        is_problem(await api.get(f"/api/v1/orders?{query}"), 422)

    @pytest.mark.parametrize("order_id", ["nowhere", "%00", "é", "x" * 64])
    async def test_an_order_that_is_not_there_is_not_found(self, api, order_id):
        is_problem(await api.get(f"/api/v1/orders/{order_id}"), 404)
        is_problem(await api.post(f"/api/v1/orders/{order_id}/start"), 404)

    async def test_a_path_that_is_not_there_is_not_found(self, api):
        is_problem(await api.get("/api/v1/nothing"), 404)
        is_problem(await api.get("/api/nothing"), 404)

    async def test_a_method_that_is_not_there_is_not_found(self, api, path):
        is_problem(await api.delete(path), 404)


class TestMenu:
    async def test_the_menu_is_read_and_written_whole(self, api, restaurant):
        menu = (await api.get("/api/v1/menu")).json()
        assert [dish["name"] for dish in menu["dishes"]] == [dish.name for dish in MENU.dishes]
        menu["dishes"][3]["available"] = True
        answer = await api.put("/api/v1/menu", json=menu)
        assert (answer.status_code, answer.json()) == (200, menu)
        assert restaurant.kitchen.menu.find("mango lassi").available

    async def test_what_is_left_is_given_taken_and_kept(self, api, restaurant):
        sent = [
            {"name": "Soup", "left": 3},
            {"name": "Fish", "out_until": "2026-03-15T04:00:00Z"},
            {"name": "Tart", "left": 0},
        ]
        answer = await api.put("/api/v1/menu", json={"dishes": sent})
        said = [(dish["available"], dish["left"], dish["out_until"]) for dish in answer.json()["dishes"]]
        assert said == [(True, 3, None), (False, None, "2026-03-15T04:00:00Z"), (False, 0, None)]
        untold = [{"name": "Soup"}, {"name": "Fish", "available": False}, {"name": "Tart"}]
        await api.put("/api/v1/menu", json={"dishes": untold})
        soup, fish, tart = restaurant.kitchen.menu.dishes
        assert (soup.left, fish.out_until is None, tart.available, tart.left) == (3, False, True, None)

    async def test_menu_with_invalid_names_is_refused(self, api, restaurant, subtests):
        for dish, station in [
            ({"name": "x" * 121}, {}),
            ({"name": "x\x07"}, {}),
            ({"station": "x" * 121}, {}),
            ({}, {"name": "x" * 121}),
            ({}, {"slots": 51}),
        ]:
            with subtests.test(dish=dish, station=station):
                menu = {"dishes": [{"name": "Naan"} | dish], "stations": [{"name": "oven"} | station]}
                is_problem(await api.put("/api/v1/menu", json=menu), 422)
                assert restaurant.kitchen.menu == MENU

    async def test_a_menu_with_one_name_twice_is_refused(self, api, restaurant):
        twice = {"dishes": [{"name": "Naan"}, {"name": "NAAN"}]}
        is_problem(await api.put("/api/v1/menu", json=twice), 422)
        assert restaurant.kitchen.menu == MENU


class TestWhoMayCall:
    async def test_without_the_key_nothing_is_answered(self, web, restaurant, subtests):
        for header in [
            None,
            "",
            "Bearer",
            "Bearer ",
            "Bearer wrong",
            f"Basic {API_KEY}",
            API_KEY,
            f"Bearer {API_KEY}x",
        ]:
            with subtests.test(header=header):
                headers = {} if header is None else {"Authorization": header}
                answer = await web.post("/api/v1/orders", json=ORDER, headers=headers)
                is_problem(answer, 401)
                assert answer.headers["www-authenticate"].startswith("Bearer")
                is_problem(await web.get("/api/v1/orders", headers=headers), 401)
                is_problem(await web.get("/api/v1/menu", headers=headers), 401)
                assert not restaurant.board.orders()

    async def test_the_scheme_may_be_written_small(self, web):
        assert (await web.get("/api/v1/menu", headers={"Authorization": f"bearer {API_KEY}"})).status_code == 200

    async def test_a_tablet_that_has_signed_in_is_no_till(self, staff):
        is_problem(await staff.get("/api/v1/orders"), 401)


class TestDocumentation:
    async def test_every_route_and_every_problem_is_in_it(self, web):
        document = (await web.get("/api/openapi.json")).json()
        assert set(document["paths"]) >= {
            "/api/v1/orders",
            "/api/v1/orders/{order_id}",
            "/api/v1/orders/{order_id}/{tap}",
            "/api/v1/orders/{order_id}/items/{item_id}/{tap}",
            "/api/v1/menu",
        }
        for operations in document["paths"].values():
            for operation in operations.values():
                assert {"401", "422"} <= set(operation["responses"]), operation["summary"]
        assert set(re.findall('"#/components/schemas/([^"]+)"', json.dumps(document))) <= set(
            document["components"]["schemas"]
        )

    async def test_what_is_sent_has_an_example_that_works(self, api, web):
        schemas = (await web.get("/api/openapi.json")).json()["components"]["schemas"]
        assert (await api.post("/api/v1/orders", json=schemas["OrderIn"]["example"])).status_code == 201
        assert (await api.put("/api/v1/menu", json=schemas["MenuJson"]["example"])).status_code == 200
        assert "example" in schemas["TapIn"]

    async def test_it_can_be_read_without_a_key(self, web):
        assert (await web.get("/api/docs")).status_code == 200


class TestPricesAndOptions:
    """What a dish of the menu offers and costs, and what an order then does."""

    @pytest.fixture
    async def menu(self, api):
        soup = {"name": "Soup", "category": "Starters", "options": ["no salt", "hot"], "price": 850}
        stew = {"name": "Stew", "price": 1200, "currency": "USD"}
        return (await api.put("/api/v1/menu", json={"dishes": [soup, stew]})).json()

    async def test_a_dish_keeps_what_it_offers_and_costs(self, api, menu):
        soup, stew = menu["dishes"]
        assert (soup["category"], soup["options"]) == ("Starters", ["no salt", "hot"])
        assert (soup["price"], soup["currency"], stew["currency"]) == (850, "EUR", "USD")
        assert (await api.get("/api/v1/menu")).json() == menu

    async def test_what_is_not_sent_of_a_dish_stays(self, api, menu):
        answer = await api.put("/api/v1/menu", json={"dishes": [{"name": "soup", "minutes": 3}]})
        (soup,) = answer.json()["dishes"]
        assert soup == menu["dishes"][0] | {"name": "soup", "minutes": 3}
        assert answer.json()["stations"] == menu["stations"]

    @pytest.mark.usefixtures("menu")
    async def test_an_order_takes_prices_of_sender_or_menu(self, api, web):
        lines = [{"name": "Soup", "quantity": 2}, {"name": "Bread", "price": 100}, {"name": "Tea", "price": 90}]
        lines[2]["currency"] = "EUR"
        order = (await api.post("/api/v1/orders", json={"items": lines}, headers=STRICT)).json()
        assert [(item["price"], item["currency"]) for item in order["items"]] == [
            (850, "EUR"),
            (100, "EUR"),
            (90, "EUR"),
        ]
        page = (await web.get(order["tracking_url"])).text
        assert 'data-testid="total"' in page
        assert "€18.90" in page

    @pytest.mark.usefixtures("menu")
    async def test_without_a_price_on_each_line_there_is_no_total(self, api, web):
        order = (await api.post("/api/v1/orders", json={"items": [{"name": "Soup"}, {"name": "Bread"}]})).json()
        assert 'data-testid="total"' not in (await web.get(order["tracking_url"])).text
