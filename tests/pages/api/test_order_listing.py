"""Orders are found by what is known of them, page by page."""

import base64

import pytest

from tests.support.world import EVENING


@pytest.mark.both
class TestListing:
    @pytest.fixture
    async def placed(self, restaurant):
        return [
            await restaurant.order(source="till", external_ref=f"{n}", table=f"{n % 2}", quoted_for=EVENING)
            for n in range(5)
        ]

    async def listed(self, api, query):
        return [order["external_ref"] for order in (await api.get(f"/api/v1/orders?{query}")).json()]

    async def test_orders_are_found_by_what_is_known_of_them(self, api, placed, restaurant):
        assert await self.listed(api, "external_ref=3") == ["3"]
        assert sorted(await self.listed(api, "source=till&table=1")) == ["1", "3"]
        assert sorted(await self.listed(api, "table=Table 1")) == ["1", "3"]
        assert await self.listed(api, "receipt_number=3") == ["3"]
        assert await self.listed(api, "source=web") == []
        restaurant.clock.move(minutes=1)
        late = await restaurant.order(external_ref="late")
        assert await self.listed(api, "placed_after=2026-03-14T19:00:30Z") == [late.external_ref]
        assert len(await self.listed(api, "placed_before=2026-03-14T19:00:30Z")) == len(placed)

    @pytest.mark.usefixtures("placed")
    async def test_pages_follow_one_another(self, api):
        answer = await api.get("/api/v1/orders?source=till&limit=2")
        seen = [order["external_ref"] for order in answer.json()]
        while "next" in answer.links:
            answer = await api.get(answer.links["next"]["url"])
            seen += [order["external_ref"] for order in answer.json()]
        assert sorted(seen) == ["0", "1", "2", "3", "4"]

    async def test_a_question_that_does_not_fit_is_refused(self, api, subtests):
        half_pair = base64.urlsafe_b64encode(b'[true,"2026-01-01T00:00:00+00:00","\\ud800"]').decode()
        for query in ["cursor=x", "cursor=W10", f"cursor={'W1tb' * 1000}", f"cursor={half_pair}", "placed_after=now"]:
            with subtests.test(query=query):
                assert (await api.get(f"/api/v1/orders?{query}")).status_code == 422
