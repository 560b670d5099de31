"""The REST interface as other systems use it: what they send, what they are answered, what is refused and how."""

import json
import re
from datetime import timedelta

from domain.commands import Tap
from tests.support.rest import ORDER, is_problem
from tests.support.world import API_KEY, EVENING


class TestReading:
    async def test_orders_are_listed_by_promise_and_by_stage(self, api, restaurant):
        late = await restaurant.order("Lamb Biryani", quoted_for=EVENING + timedelta(minutes=9))
        soon = await restaurant.order("Garlic Naan", quoted_for=EVENING + timedelta(minutes=7))
        assert [o["id"] for o in (await api.get("/api/v1/orders")).json()] == [soon.id, late.id]
        assert [o["id"] for o in (await api.get("/api/v1/orders?limit=1")).json()] == [soon.id]
        await restaurant.tap(Tap.START, late.id)
        assert [o["id"] for o in (await api.get("/api/v1/orders?stage=preparing")).json()] == [late.id]

    async def test_a_question_that_does_not_fit_is_refused(self, api, subtests):
        for query in ["stage=eaten", "limit=0", "limit=1001", "limit=many"]:
            with subtests.test(query=query):
                is_problem(await api.get(f"/api/v1/orders?{query}"), 422)

    async def test_an_order_that_is_not_there_is_not_found(self, api, subtests):
        for order_id in ["nowhere", "%00", "é", "x" * 64]:
            with subtests.test(order_id=order_id):
                is_problem(await api.get(f"/api/v1/orders/{order_id}"), 404)
                is_problem(await api.post(f"/api/v1/orders/{order_id}/start"), 404)

    async def test_a_path_that_is_not_there_is_not_found(self, api):
        is_problem(await api.get("/api/v1/nothing"), 404)
        is_problem(await api.get("/api/nothing"), 404)

    async def test_a_method_that_is_not_there_is_not_allowed(self, api, path):
        is_problem(await api.delete(path), 405)


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
                assert "Authorization: Bearer" in is_problem(answer, 401)["detail"]
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

    async def test_an_operation_says_that_it_needs_the_key(self, web):
        document = (await web.get("/api/openapi.json")).json()
        assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
        for path, operations in document["paths"].items():
            is_open = path.startswith(("/api/v1/sources/", "/api/v1/printers/"))
            for operation in operations.values():
                assert operation.get("security") == (None if is_open else [{"key": []}]), path

    async def test_what_put_menu_leaves_is_described_as_it_is(self, api, web):
        dishes = [{"name": "Garlic Naan", "available": False}, {"name": "Soup"}]
        await api.put("/api/v1/menu", json={"dishes": dishes})
        answer = await api.put("/api/v1/menu", json={"dishes": [{"name": "Garlic Naan"}, {"name": "Soup"}]})
        assert [dish["available"] for dish in answer.json()["dishes"]] == [False, True]
        document = (await web.get("/api/openapi.json")).json()
        description = " ".join(document["paths"]["/api/v1/menu"]["put"]["description"].split())
        assert "one that is sold out, too, until it is sent as available" in description

    async def test_it_can_be_read_without_a_key(self, web):
        assert (await web.get("/api/docs")).status_code == 200
