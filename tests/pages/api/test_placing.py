"""Placing an order by REST: what is taken, what is a repetition, and what a strict sender is refused."""

import pytest

from tests.support.rest import ORDER, is_problem

STRICT = {"Prefer": "handling=strict"}


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
        assert is_problem(answer, 409)["field"] == "idempotency_key"

    async def test_another_order_under_its_reference_conflicts(self, api):
        await api.post("/api/v1/orders", json=ORDER | {"external_ref": "pos-1"})
        answer = await api.post("/api/v1/orders", json=ORDER | {"external_ref": "pos-1", "note": "x"})
        assert is_problem(answer, 409)["field"] == "external_ref"

    @pytest.mark.parametrize("key", ["", "k" * 201, "k" * 5000])
    async def test_a_key_that_does_not_fit_refuses_no_order(self, api, restaurant, key):
        strict = await api.post("/api/v1/orders", json=ORDER, headers={"Idempotency-Key": key, **STRICT})
        is_problem(strict, 422)
        assert not restaurant.board.orders()
        answers = [await api.post("/api/v1/orders", json=ORDER, headers={"Idempotency-Key": key}) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 200 if key else 201]
        assert [said["field"] for said in answers[0].json()["warnings"]] == ["Idempotency-Key"]

    async def test_long_keys_that_differ_at_their_ends_differ(self, api):
        keys = ["k" * 200 + end for end in "ab"]
        for key in keys:
            answer = await api.post("/api/v1/orders", json=ORDER, headers={"Idempotency-Key": key})
            assert answer.status_code == 201

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

    async def test_an_order_for_tomorrow_waits(self, api, subtests):
        at = "2026-03-15T12:00:00+01:00"
        for fields in ({"pickup_window": {"start_time": at, "end_time": at}}, {"date": at[:10], "time": "12:00"}):
            with subtests.test(fields=fields):
                placed = (await api.post("/api/v1/orders", json=ORDER | fields)).json()
                assert (placed["stage"], placed["quoted_for"]) == ("scheduled", "2026-03-15T11:00:00.000Z")


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
        assert (await api.post("/api/v1/orders", json=sent[1], headers=key)).status_code == 409
        restaurant.clock.move(hours=2)
        assert (await api.post("/api/v1/orders", json=sent[1], headers=key)).status_code == 201

    async def test_a_conflict_names_the_order(self, api):
        sent, key = ORDER | {"external_ref": "17"}, {"Idempotency-Key": "key-17"}
        first = (await api.post("/api/v1/orders", json=sent, headers=key)).json()
        by_reference = await api.post("/api/v1/orders", json=sent | {"note": "more"})
        by_key = await api.post("/api/v1/orders", json=ORDER | {"note": "more"}, headers=key)
        for problem in (by_reference.json(), by_key.json()):
            assert problem["order_id"] == first["id"]
            assert f"PATCH /api/v1/orders/{first['id']}" in problem["detail"]
            assert problem["order"]["version"] == first["version"]


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
