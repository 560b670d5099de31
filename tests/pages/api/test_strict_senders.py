"""Strict senders: whatever a lenient reading would repair is refused, and whatever needs no repair is taken."""

from tests.support.rest import ORDER, is_problem

STRICT = {"Prefer": "handling=strict"}
ORDERS = "/api/v1/orders"


def dish(**fields):
    return {"items": [{"name": "Tea", **fields}]}


async def test_what_would_be_repaired_is_refused(api, restaurant, subtests):
    for body in [
        dish(name="Tea\nLobster"),
        dish(name="T\u202eea"),
        dish(name="Fish &amp; Chips"),
        dish(name="2x Tea"),
        dish(note="no salt<br>please"),
        dish(station="gr\till"),
        dish(prep_minutes="5"),
        dish(modifiers=["no\nsalt"]),
        dish(modifiers=[{"name": "a", "modifiers": [{"name": "b", "modifiers": [{"name": "c", "modifiers": ["d"]}]}]}]),
        {"guest_name": "Ana\nBea"},
        {"table": "1\n2"},
        {"phone": "6" * 60},
        {"source": "till\n2"},
        {"note": "\u200bnuts"},
        {"language": "qq"},
        {"quoted_for": 1773568800},
        {"quoted_for": "1773568800"},
    ]:
        with subtests.test(body=body):
            before = len(restaurant.board.orders())
            problem = is_problem(await api.post(ORDERS, json=ORDER | body, headers=STRICT), 422)
            assert len(restaurant.board.orders()) == before
            warnings = (await api.post(ORDERS, json=ORDER | body)).json()["warnings"]
            assert {error["at"] for error in problem["errors"]} <= {f"body/{one['field']}" for one in warnings}


async def test_what_needs_no_repair_is_taken(api, subtests):
    for body in [
        dish(quantity=0.35, note="no salt\nno oil", modifiers=["no milk", {"name": "sugar", "quantity": 2}]),
        dish(price=350, currency="EUR", prep_minutes=2.5, station="bar"),
        {"language": "zh-TW"},
        {"language": "EN-gb"},
        {"language": "es-419"},
        {"language": "pt-BR"},
        {"quoted_for": "2026-03-14T21:00:00+01:00"},
        {"quoted_for": None, "external_ref": "pos-1042", "service": "dine_in", "table": "12", "phone": "+34 600 1"},
        {"guest_name": "نیم‌رو 👩‍🍳"},
    ]:
        with subtests.test(body=body):
            lenient, strict = [await api.post(ORDERS, json=ORDER | body, headers=headers) for headers in ({}, STRICT)]
            assert lenient.json()["warnings"] == []
            assert strict.status_code in {200, 201}
            assert strict.headers["preference-applied"] == "handling=strict"


async def test_a_change_is_read_as_strictly(api, path, subtests):
    for body in [{"note": "a\u200bb"}, {"table": "1\n2"}, {"quoted_for": 1773568800}]:
        with subtests.test(body=body):
            is_problem(await api.patch(path, json=body, headers=STRICT), 422)
            assert (await api.get(path)).json()["version"] == 1
