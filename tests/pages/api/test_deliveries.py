"""Every delivery is kept with what became of it, and a refused one is shown to the kitchen until it is dealt with."""

import json

import pytest

from domain.errors import NotSaved
from tests.support.world import EVENING

pytestmark = pytest.mark.both

ORDER = {"guest_name": "Ana", "items": [{"name": "Garlic Naan"}]}
STRICT = {"Prefer": "handling=strict"}


async def deliver(api, body, **headers):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await api.post("/api/v1/orders", content=raw, headers=headers)


async def kept(api, query=""):
    return (await api.get(f"/api/v1/deliveries{query}")).json()


async def test_each_outcome_is_told_the_newest_first(api):
    sent = ORDER | {"external_ref": "1", "source": "till-2"}
    first = (await deliver(api, sent)).json()
    await deliver(api, sent)
    await deliver(api, ORDER | {"guest_name": "Ana\r\n"})
    await deliver(api, b"<order/>")
    refused, repaired, repeated, taken = await kept(api)
    assert [one["outcome"] for one in (taken, repeated, repaired, refused)] == [
        "taken",
        "repeated",
        "repaired",
        "refused",
    ]
    assert (taken["source"], taken["order_id"], json.loads(taken["body"])) == ("till-2", first["id"], sent)
    assert repeated["order_id"] == first["id"]
    assert repaired["problem"].startswith("guest_name: ")
    assert (refused["order_id"], refused["body"]) == (None, "<order/>")
    assert "no JSON" in refused["problem"]
    assert taken["at"] == "2026-03-14T19:00:00.000Z"


async def test_they_come_by_outcome_and_in_pages(api):
    for n in range(5):
        await deliver(api, ORDER if n % 2 else {"note": f"{n}"})
    refused = await kept(api, "?outcome=refused&limit=2")
    assert [json.loads(one["body"])["note"] for one in refused] == ["4", "2"]
    rest = await kept(api, f"?outcome=refused&before={refused[-1]['id']}")
    assert [json.loads(one["body"])["note"] for one in rest] == ["0"]


async def test_a_question_that_does_not_fit_is_refused(api, subtests):
    for query in ["?outcome=lost", "?limit=0", "?before=0"]:
        with subtests.test(query=query):
            assert (await api.get(f"/api/v1/deliveries{query}")).status_code == 422


async def test_strangers_read_and_leave_nothing(web, api):
    assert (await deliver(web, ORDER)).status_code == 401
    assert (await web.get("/api/v1/deliveries")).status_code == 401
    assert await kept(api) == []


async def test_a_refused_one_is_shown_once_until_settled(api, context):
    sent = {"source": "till-2", "guest_name": "Bea", "items": []}
    for _ in range(3):
        await deliver(api, sent)
    (shown,) = context.board.refused.deliveries
    assert (shown.source, shown.at) == ("till-2", EVENING)
    assert json.loads(shown.readable) == {"source": "till-2", "guest_name": "Bea", "items": []}
    await context.deliveries.settle(shown.id)
    assert context.board.refused.deliveries == ()
    assert all(one["settled_at"] for one in await kept(api))
    await context.deliveries.settle(99)


async def test_expired_refusal_is_no_longer_shown(api, context, restaurant):
    await deliver(api, {"items": []})
    restaurant.clock.move(hours=25)
    await context.deliveries.refresh()
    assert context.board.refused.deliveries == ()


async def test_a_strict_refusal_is_kept_with_its_dishes(api, context):
    await deliver(api, {"items": [{"name": "Mango Lassi"}], "external_ref": "7"}, **STRICT)
    (shown,) = context.board.refused.deliveries
    assert json.loads(shown.readable) == {"items": [{"name": "Mango Lassi", "quantity": 1}], "external_ref": "7"}


async def test_of_a_used_reference_the_rest_is_readable(api, context):
    await deliver(api, ORDER | {"external_ref": "7"})
    await deliver(api, ORDER | {"external_ref": "7", "note": "more"})
    (shown,) = context.board.refused.deliveries
    assert set(json.loads(shown.readable)) == {"guest_name", "note", "items"}


async def test_what_is_no_json_is_readable_as_a_note(api, context):
    await deliver(api, b"2 naan for Ana\r\n" + b"\xff" * 5000)
    (shown,) = context.board.refused.deliveries
    assert json.loads(shown.readable)["note"].startswith("2 naan for Ana\n")


async def test_order_stands_when_its_delivery_is_not_kept(api, context, monkeypatch):
    async def fail(_):
        raise NotSaved("full")

    monkeypatch.setattr(context.deliveries, "record", fail)
    assert (await deliver(api, ORDER)).status_code == 201


async def test_what_the_disk_refuses_is_left_to_its_sender(api, context, monkeypatch):
    async def fail(*_, **__):
        raise NotSaved("full")

    monkeypatch.setattr(context.kitchen, "place", fail)
    assert (await deliver(api, ORDER)).status_code == 503
    assert await kept(api) == []


async def test_the_source_is_the_key_s_name(api, context):
    key = await context.credentials.new_api_key("till-2")
    for said in ({}, {"source": "web"}):
        order = (await deliver(api, ORDER | said, Authorization=f"Bearer {key}")).json()
        assert order["source"] == said.get("source", "till-2")
    await deliver(api, {"items": []}, Authorization=f"Bearer {key}")
    assert context.board.refused.deliveries[0].source == "till-2"
