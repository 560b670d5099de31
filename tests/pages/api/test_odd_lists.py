"""Conditions of lists in the forms that senders write."""

import itertools
from zoneinfo import ZoneInfo

import pytest
from fastapi.exceptions import RequestValidationError

from domain.stages import Stage
from pages.api.order_list import OrderQuery
from pages.components.labels import stage_name
from pages.i18n import known_languages, translator_for
from tests.support.rest import ORDER, is_problem

STRICT = {"Prefer": "handling=strict"}


class TestList:
    @pytest.fixture(autouse=True)
    async def placed(self, api):
        await api.post("/api/v1/orders", json=ORDER | {"table": "12", "source": "till"})

    async def test_conditions_are_read_as_people_write_them(self, api, subtests):
        for query in [
            "stage=RECEIVED",
            "stage=cooking,received",
            "stage=ready&stage=received",
            "stage=ready&Stage=Recibido",
            "stage[]=ready&stage[]=new",
            "stage=ready%20received",
            "status=Wait%20ing,in%20Arbeit",
            "stage=[%22ready%22,%22received%22]",
            "stage=open",
            "state=all",
            "table=11,12",
            "table=11&table=12",
            "source=web%2Ctill&external_ref=",
            "sources=till|web",
            "stage=&table=&source=&external_ref=&limit=&cursor=&placed_after=&placed_before=",
            "table=%2012%20",
            "Stage=Received",
            "placedAfter=2026-03-14",
            "placed_after=2026-03-14T19:59:59",
            "placed_before=2026-03-14%2020:00:01",
        ]:
            with subtests.test(query=query):
                assert len((await api.get(f"/api/v1/orders?{query}")).json()) == 1

    async def test_conditions_that_do_not_hold_leave_nothing(self, api, subtests):
        for query in [
            "stage=READY",
            "stage=cooking,ready",
            "stage=closed",
            "table=13,14",
            "source=web",
            "table=13",
            "Table=13",
            "placed_before=2026-03-14T19:59:59",
        ]:
            with subtests.test(query=query):
                assert (await api.get(f"/api/v1/orders?{query}")).json() == []

    async def test_a_stage_that_is_none_is_refused(self, api):
        problem = is_problem(await api.get("/api/v1/orders?stage=ready,eaten"), 422)
        assert "'preparing'" in problem["errors"][0]["says"]

    async def test_a_value_may_have_commas(self, api):
        order = ORDER | {"table": "5, window", "external_ref": "a,b"}
        made = (await api.post("/api/v1/orders", json=order)).json()["id"]
        for query in ("table=5,%20window", "external_ref=a,b", "external_ref=x&external_ref=a,b"):
            assert [one["id"] for one in (await api.get(f"/api/v1/orders?{query}")).json()] == [made]

    def test_stages_are_known_by_the_words_of_the_pages(self):
        for language, stage in itertools.product(known_languages(), Stage):
            word = stage_name(stage, translator_for(language, "UTC"))
            assert OrderQuery.model_validate({"stage": [word]}).stage == [stage], (language, word)

    async def test_a_strict_sender_is_told_what_is_unknown(self, api):
        assert len((await api.get("/api/v1/orders?mood=good")).json()) == 1
        problem = is_problem(await api.get("/api/v1/orders?mood=good", headers=STRICT), 422)
        assert problem["errors"] == [{"at": "query/mood", "says": "is not known here"}]

    def test_a_time_out_of_range_is_refused(self):
        with pytest.raises(RequestValidationError):
            OrderQuery.model_validate({"placed_after": "0001-01-01"}).filter_in(ZoneInfo("Asia/Tokyo"))

    @pytest.mark.parametrize("outcome", ["TAKEN", "", "refused,taken", "refused&outcome=Taken"])
    async def test_deliveries_are_asked_for_in_any_case(self, api, outcome):
        assert len((await api.get(f"/api/v1/deliveries?outcome={outcome}")).json()) == 1
