"""Orders that become one, and one that becomes two, by REST."""

import pytest
from sqlalchemy import insert, select

from domain.item import DraftItem
from storage.database import tables
from tests.support.world import EVENING


@pytest.mark.both
class TestMergeAndSplit:
    async def test_a_merged_order_says_where_it_is(self, api, restaurant):
        order, other = await restaurant.order(), await restaurant.order("Lamb Biryani")
        answer = await api.post(f"/api/v1/orders/{order.id}/merge", json={"other_id": other.id})
        assert [item["name"] for item in answer.json()["items"]][2:] == ["Lamb Biryani"]
        ended = (await api.get(f"/api/v1/orders/{other.id}")).json()
        assert (ended["stage"], ended["merged_into"]) == ("merged", order.id)
        assert [each["id"] for each in (await api.get("/api/v1/orders?stage=merged")).json()] == [other.id]

    async def test_a_split_answers_with_the_new_order(self, api, restaurant):
        order = await restaurant.order()
        body = {"items": [{"id": "2"}], "tap_id": "split-1"}
        answer = await api.post(f"/api/v1/orders/{order.id}/split", json=body)
        new = answer.json()
        assert (answer.status_code, [item["name"] for item in new["items"]]) == (201, ["Chicken Tikka Masala"])
        assert (await api.post(f"/api/v1/orders/{order.id}/split", json=body)).json()["id"] == new["id"]
        assert (await api.get(f"/api/v1/orders/{new['id']}")).json() == new

    @pytest.mark.parametrize("has_key", [False, True])
    async def test_split_that_comes_again_answers_as_before(self, api, restaurant, has_key):
        order = await restaurant.order(DraftItem(name="Garlic Naan", quantity=4), "Soup")

        async def split(name, **part):
            said = {"headers": {"Idempotency-Key": name}} if has_key else {}
            body = {"items": [{"id": "1", **part}]} | ({} if has_key else {"tap_id": name})
            return (await api.post(f"/api/v1/orders/{order.id}/split", json=body, **said)).json()["id"]

        first, second = await split("a", quantity=1), await split("b", quantity=1)
        assert (await split("a", quantity=1), await split("b", quantity=1)) == (first, second)
        whole = await split("c")
        assert len({first, second, whole}) == 3
        assert (await split("a", quantity=1), await split("c")) == (first, whole)

    async def test_phones_follow_the_order_that_goes_on(self, api, restaurant):
        order, other = await restaurant.order(), await restaurant.order()
        async with restaurant.database.writing() as db:
            both, one = phone(order.id, "both"), phone(other.id, "one")
            await db.execute(insert(tables.subscriptions), [both, both | {"order_id": other.id}, one])
        await api.post(f"/api/v1/orders/{order.id}/merge", json={"other_id": other.id})
        async with restaurant.database.reading() as db:
            rows = (await db.execute(select(tables.subscriptions.c.order_id, tables.subscriptions.c.endpoint))).all()
        assert sorted(map(tuple, rows)) == [(order.id, "both"), (order.id, "one")]


def phone(order_id, endpoint):
    kept = {"p256dh": "p", "auth": "a", "language": "en", "kinds": "ready", "made_at": EVENING}
    return {"order_id": order_id, "endpoint": endpoint, **kept}
