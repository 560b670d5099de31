"""Every body of the REST interface is read as its sender meant it; `Prefer: handling=strict` refuses instead."""

import gzip
import json
import zlib
from urllib.parse import urlencode

import pytest

from tests.support.rest import new_path

STRICT = {"Prefer": "handling=strict"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def path(restaurant):
    return f"/api/v1/orders/{(await restaurant.order()).id}"


async def place(api, raw, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return await api.post("/api/v1/orders", content=raw, headers={"content-type": "text/plain", **headers})


class TestPatch:
    """An amendment is as lenient as an order."""

    async def test_what_is_sloppy_is_repaired_and_said(self, api, path):
        body = {
            "customer_name": "Bo\r\n", "table": 12, "orderType": "eat in", "note": "x" * 600, "mood": "good",
            "seen_version": "1", "items": [{"id": 1, "quantity": "2x", "comment": None}],
            "add": ["Soup", {"title": "Tea", "qty": "1,5"}],
        }  # fmt: skip
        answer = await api.patch(path, json=body)
        order = answer.json()
        assert (answer.status_code, order["guest_name"], order["table"]) == (200, "Bo", "12")
        assert (order["service"], len(order["note"])) == ("dine_in", 500)
        assert [(item["name"], item["quantity"]) for item in order["items"]] == [
            ("Garlic Naan", 2),
            ("Chicken Tikka Masala", 1),
            ("Soup", 1),
            ("Tea", 1.5),
        ]
        assert {"mood", "table", "items/0/quantity", "seen_version"} <= {said["field"] for said in order["warnings"]}

    async def test_an_empty_text_takes_away_and_null_leaves(self, api, path):
        await api.patch(path, json={"table": "5", "service": "pickup", "note": "mild"})
        order = (await api.patch(path, json={"table": "", "service": "", "note": None})).json()
        assert (order["table"], order["service"], order["note"], order["warnings"]) == ("", "", "mild", [])

    async def test_a_strict_sender_is_refused(self, api, subtests):
        for body in [{"table": 12}, {"mood": "good"}, {"add": ["Soup"]}, {"seen_version": "1"}]:
            with subtests.test(body=body):
                path = await new_path(api)
                assert (await api.patch(path, json=body, headers=STRICT)).status_code == 422
                assert (await api.patch(path, json=body)).status_code == 200

    async def test_what_would_mean_something_else_is_refused(self, api, path, subtests):
        for body in [
            {"seen_version": "new"},
            {"items": [{"id": "1", "quantity": "some"}]},
            {"items": [{"quantity": 2}]},
        ]:
            with subtests.test(body=body):
                assert (await api.patch(path, json=body)).status_code == 422


class TestTaps:
    """Taps, transfers, the busy setting and the menu."""

    async def test_a_tap_is_read_and_its_repairs_are_said(self, api, path):
        body = {"reason": "x" * 600, "seenVersion": "1", "who": "me", "tap_id": 7}
        answer = await api.post(f"{path}/cancel", json=body)
        assert (answer.status_code, answer.json()["stage"]) == (200, "cancelled")
        assert {"who", "reason", "seen_version"} <= {said["field"] for said in answer.json()["warnings"]}
        assert (await api.post(f"{path}/reopen", json={"who": "me"}, headers=STRICT)).status_code == 422

    async def test_a_part_that_cannot_be_read_is_refused(self, api, path):
        assert (await api.post(f"{path}/items/1/void", json={"quantity": "some"})).status_code == 422
        assert (await api.post(f"{path}/items/1/void", json={"quantity": "1"})).json()["items"][0]["state"] == "voided"

    async def test_a_split_takes_ids_as_they_come(self, api, path):
        assert (await api.post(f"{path}/split", json={"items": 2})).status_code == 201

    async def test_busy_takes_numbers_as_texts(self, api):
        answer = await api.post("/api/v1/busy", json={"extra_minutes": "10", "span_minutes": 30.0, "why": "football"})
        assert answer.json()["extra_minutes"] == 10
        assert (await api.post("/api/v1/busy", json={"extra_minutes": "10"}, headers=STRICT)).status_code == 422

    async def test_a_menu_is_read_as_tills_write_it(self, api):
        soup = {"name": "Soup", "minutes": "8,5", "available": "no", "batch": "2", "sku": "S1", "options": "hot\nmild"}
        (dish,) = (await api.put("/api/v1/menu", json={"dishes": [soup | {"price": "850"}], "v": 2})).json()["dishes"]
        assert (dish["minutes"], dish["available"], dish["batch"], dish["price"]) == (8.5, False, 2, 850)
        assert dish["options"] == ["hot", "mild"]
        assert (await api.put("/api/v1/menu", json={"dishes": [soup]}, headers=STRICT)).status_code == 422


class TestForms:
    """Bodies that are not plain JSON in UTF-8."""

    ORDER = json.dumps({"guest_name": "Zoë", "items": [{"name": "Crème brûlée"}]}, ensure_ascii=False)

    async def test_the_order_is_taken(self, api, subtests):
        for raw, headers in [
            (self.ORDER.encode("utf-8-sig"), {}),
            (self.ORDER.encode("utf-16"), {}),
            (self.ORDER.encode("latin-1"), {"content_type": "application/json; charset=latin-1"}),
            (gzip.compress(self.ORDER.encode(), mtime=0), {"content_encoding": "gzip"}),
            (gzip.compress(self.ORDER.encode(), mtime=0), {}),
            (zlib.compress(self.ORDER.encode()), {"content_encoding": "deflate"}),
            (zlib.compress(self.ORDER.encode(), wbits=-15), {"content_encoding": "deflate"}),
            (self.ORDER.encode(), {"content_encoding": "gzip"}),
            (self.ORDER.encode(), {"content_type": FORM["content-type"]}),
            (urlencode({"order": self.ORDER}).encode(), {"content_type": FORM["content-type"]}),
            (urlencode({"guest_name": "Zoë", "items[0][name]": "Crème brûlée"}).encode(), {}),
            (urlencode({"guest_name": "Zoë", "items[][name]": "Crème brûlée"}).encode(), {}),
        ]:
            with subtests.test(raw=raw, headers=headers):
                answer = await place(api, raw, **headers)
                assert answer.status_code == 201, answer.text
                assert (answer.json()["guest_name"], answer.json()["items"][0]["name"]) == ("Zoë", "Crème brûlée")

    async def test_a_list_that_comes_twice_is_one(self, api):
        raw = b'{"items": [{"name": "Soup"}], "items": [{"name": "Tea"}], "table": "1", "table": "2"}'
        order = (await place(api, raw)).json()
        assert ([item["name"] for item in order["items"]], order["table"]) == (["Soup", "Tea"], "2")
        assert {"field": "items", "said": "came twice"} in order["warnings"]

    async def test_what_unpacks_without_end_is_refused(self, api):
        answer = await place(api, gzip.compress(b" " * 4_000_000), content_encoding="gzip")
        assert (answer.status_code, "unpacked" in answer.text) == (422, True)

    async def test_deep_and_long_things_are_refused_or_read(self, api):
        assert (await place(api, b'{"items":' + b"[" * 30_000)).status_code == 422
        raw = b'{"items": [{"name": "Soup", "quantity": 1' + b"0" * 5000 + b"}]}"
        assert (await place(api, raw)).status_code in {201, 422}


class TestTraces:
    """What is refused before it is read leaves a trace too."""

    async def refused(self, api):
        return (await api.get("/api/v1/deliveries?outcome=refused")).json()

    @pytest.mark.parametrize("path", ["/api/v1/orders", "/api/v1/orders/"])
    async def test_a_long_body_leaves_its_beginning_and_rings(self, api, context, path):
        raw = b'{"note": "' + b"x" * 70_000 + b'"}'
        assert (await api.post(path, content=raw)).status_code == 413
        (kept,) = await self.refused(api)
        assert (kept["body"].startswith('{"note": "xxx'), len(kept["body"]) <= 65536) == (True, True)
        assert "longer than 64 KB" in kept["problem"]
        assert len(context.board.refused.deliveries) == 1

    async def test_what_nobody_can_read_leaves_a_trace(self, api, subtests):
        for count, raw in enumerate([b"\xff\xfe\x00", b"<order/>", b"", b"null", b"[]", b"a=1"], 1):
            with subtests.test(raw=raw):
                assert (await place(api, raw)).status_code == 422
                assert len(await self.refused(api)) == count

    async def test_a_refused_key_leaves_few_traces_and_no_bell(self, web, api, context):
        wrong = {"authorization": "Bearer obk_wrong"}
        for _ in range(3):
            assert (await place(web, b'{"items": ["Soup"]}' + b" " * 9000, **wrong)).status_code == 401
        (kept,) = await self.refused(api)
        assert ("API key is not known" in kept["problem"], len(kept["body"])) == (True, 4096)
        assert context.board.refused.deliveries == ()
        assert (await place(web, b"{}")).status_code == 401
        assert len(await self.refused(api)) == 1

    async def test_a_stranger_s_long_body_leaves_nothing(self, web, api):
        assert (await place(web, b"x" * 70_000)).status_code == 413
        assert await self.refused(api) == []
