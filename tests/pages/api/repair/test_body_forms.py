"""Bodies of any charset and form, and the numbers and times in them, are read as their senders meant them."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from starlette.datastructures import Headers

from pages.api.repair.orders.order_repair import OrderRepair
from pages.api.repair.values.body_reading import UnreadableBody, read_body
from pages.api.repair.values.number_repair import read_decimal, read_minutes
from pages.api.repair.values.time_repair import read_time

NOW = datetime(2026, 3, 14, 19, 0, tzinfo=UTC)
MADRID = ZoneInfo("Europe/Madrid")
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=X"


def read(raw, content_type=""):
    return read_body(raw, Headers({"content-type": content_type}), lambda *_: None)


def part(name, value):
    return f'--X\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


class TestBodies:
    @pytest.mark.parametrize(
        ("dish", "charset"),
        [("Żurek", "iso-8859-2"), ("寿司", "Shift_JIS"), ("Борщ", "windows-1251"), ("Ñ", "nonsense")],
    )
    def test_the_charset_of_the_header_is_believed(self, dish, charset):
        encoding = "cp1252" if charset == "nonsense" else charset
        raw = f'{{"items":["{dish}"]}}'.encode(encoding)
        assert read(raw, f"application/json; charset={charset}") == {"items": [dish]}

    @pytest.mark.parametrize("charset", ["charset=x%00", "charset*=us-ascii''%00a", "charset*=%00''x", "charset=\0"])
    def test_charset_that_is_none_is_passed_over(self, charset):
        assert read('{"items":["Ñ"]}'.encode("latin-1"), f"application/json; {charset}") == {"items": ["Ñ"]}

    @pytest.mark.parametrize(
        "text",
        [
            '{"items":["a,]b //c",],}',
            '{"items":["a,]b //c"] /* x */, // y\n}',
            '{"items":["a,]b //c"]}\0\0\n',
        ],
    )
    def test_script_and_padding_around_it_are_no_flaw(self, text):
        assert read(text.encode()) == {"items": ["a,]b //c"]}

    def test_odd_escapes_stay_what_they_are(self):
        assert read(b'{"items":["\\d \\" \\u00e9"]}') == {"items": ['\\d " é']}

    @pytest.mark.parametrize("text", ['{"items":["Naan"', "{'items': 1}", "<order/>", "", '{"a": 1,5}'])
    def test_what_is_no_json_says_what_to_send(self, text):
        with pytest.raises(UnreadableBody, match="Send one JSON object"):
            read(text.encode())


class TestForms:
    @pytest.mark.parametrize(
        ("raw", "content_type"),
        [
            (b"items.0.name=Caf%C3%A9&items.0.qty=2&table=4", FORM),
            (b"items[0][name]=Caf%E9&items[0][qty]=2&table=4", FORM),
            (b"items=%5B%7B%22name%22:%22Caf%C3%A9%22,%22qty%22:%222%22%7D%5D&table=4", FORM),
            (b"%7B%22items%22:%5B%7B%22name%22:%22Caf%C3%A9%22,%22qty%22:%222%22%7D%5D,%22table%22:%224%22%7D", FORM),
            (
                part("items[0][name]", "Café") + part("items[0][qty]", "2") + part("table", "4") + b"--X--\r\n",
                MULTIPART,
            ),
        ],
    )
    def test_a_form_is_the_order_that_it_says(self, raw, content_type):
        assert read(raw, content_type) == {"items": [{"name": "Café", "qty": "2"}], "table": "4"}

    def test_a_field_that_comes_twice_is_a_list(self):
        assert read(b"items=Naan&items=Roti", FORM) == {"items": ["Naan", "Roti"]}

    def test_a_note_that_looks_like_json_is_a_note(self):
        assert read(b"items[]=Naan&note=[no+gluten]", FORM) == {"items": ["Naan"], "note": "[no gluten]"}


class TestNumbers:
    @pytest.mark.parametrize(("sent", "number"), [("1½", "1.5"), ("2 ¼", "2.25"), ("½", "0.5")])
    def test_fractions(self, sent, number):
        assert str(read_decimal(sent)) == number

    @pytest.mark.parametrize(
        ("sent", "minutes"),
        [("1h", 60), ("1 hour", 60), ("1h 30", 90), ("1:30", 90), ("1,5 h", 90), ("90 min", 90), ("P1D", 1440)],
    )
    def test_spans(self, sent, minutes):
        assert read_minutes(sent) == minutes


class TestTimes:
    @pytest.mark.parametrize(
        "sent",
        [
            "15 Mar 2026 20:30",
            "Mar 15, 2026 8:30 PM",
            "March 15, 2026 at 8:30 PM",
            "Sun Mar 15 2026 20:30:00 GMT+0100 (Central European Standard Time)",
            "Sun, 15 Mar 2026 19:30:00 GMT",
            "Sun, 15 Mar 2026 19:30:00 -0000",
            "2026-03-15T19:30:00 GMT",
            "2026-03-15T20:30:00+01:00[Europe/Madrid]",
            "2026/3/15 20:30",
            "2026年3月15日 20:30",
            "15.03.26 20:30",
            "tomorrow 20:30",
            "mañana a las 20:30",
            "morgen um 20:30 Uhr",
            "2026-03-15T20:30/2026-03-15T20:45",
            "/Date(1773603000000)/",
            "1773603000.0",
            1773603000000000,
            {"start": "2026-03-15T19:30:00Z", "end": "2026-03-15T19:45:00Z"},
        ],
    )
    def test_the_same_evening_in_every_form(self, sent):
        assert read_time(sent, MADRID, NOW)[0] == datetime(2026, 3, 15, 19, 30, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("sent", "hour"),
        [("8pm", 19), ("8 p.m.", 19), ("21 Uhr", 20), ("21h", 20), ("21:00-21:15", 20), ("24:00", 23), ("20", None)],
    )
    def test_an_hour_alone_is_one(self, sent, hour):
        at, _ = read_time(sent, MADRID, NOW)
        assert (at and at.hour) == hour

    @pytest.mark.parametrize("sent", ["ASAP!", "0", "0000-00-00 00:00:00"])
    def test_no_time_is_no_repair(self, sent):
        assert read_time(sent, MADRID, NOW) == (None, "")


class TestCommands:
    @pytest.fixture
    async def path(self, restaurant):
        return f"/api/v1/orders/{(await restaurant.order()).id}"

    async def test_an_item_is_amended_by_any_name(self, api, path):
        item = {"id": 1, "qty": 3, "comment": "crisp", "extras": ["ghee"]}
        (naan, *_) = (await api.patch(path, json={"items": [item]})).json()["items"]
        assert (naan["quantity"], naan["note"], naan["modifiers"][0]["name"]) == (3, "crisp", "ghee")

    async def test_a_part_is_bumped_by_any_name(self, api, path):
        await api.patch(path, json={"items": [{"id": "1", "quantity": 3}]})
        order = (await api.post(f"{path}/items/1/bump", json={"qty": 1})).json()
        assert [one["quantity"] for one in order["items"] if one["state"] == "done"] == [1]

    @pytest.mark.parametrize(("first", "then", "state"), [("bump", "recall", "cooking"), ("void", "restore", "queued")])
    async def test_a_part_is_taken_back(self, api, path, first, then, state):
        await api.patch(path, json={"items": [{"id": "1", "quantity": 5}]})
        item = f"{path}/items/1"
        await api.post(f"{item}/{first}")
        order = (await api.post(f"{item}/{then}", json={"quantity": 1})).json()
        (part,) = [one for one in order["items"] if one["name"] == order["items"][0]["name"] and one["state"] == state]
        assert part["quantity"] == 1

    async def test_a_time_nobody_can_read_moves_nothing(self, api, path):
        assert (await api.patch(path, json={"quoted_for": "after mass"})).status_code == 422
        assert (await api.patch(path, json={"quoted_for": "asap"})).status_code == 200

    async def test_hours_are_no_minutes(self, api, restaurant):
        busy = (await api.post("/api/v1/busy", json={"extra_minutes": "10 min", "span_minutes": "PT1H"})).json()
        until = datetime.fromisoformat(busy["until"])
        assert (until - restaurant.clock.now()).total_seconds() == 3600

    async def test_a_menu_s_price_is_read_as_written(self, api):
        sent = {"name": "Naan", "price": "3,50", "station": "tandoor", "minutes": 6, "batch": 2}
        (dish,) = (await api.put("/api/v1/menu", json={"dishes": [sent]})).json()["dishes"]
        assert dish["price"] == 350
        (kept,) = (await api.put("/api/v1/menu", content=json.dumps({"dishes": ["Naan"]}))).json()["dishes"]
        assert kept == dish


async def test_a_note_that_comes_twice_is_kept_twice(api):
    body = b'{"items": [{"name": "Tea", "note": "no milk", "note": "allergic to nuts"}], "note": "a", "note": "a"}'
    order = (await api.post("/api/v1/orders", content=body)).json()
    assert (order["items"][0]["note"], order["note"]) == ("no milk\nallergic to nuts", "a")


async def test_a_place_in_a_cut_body_is_said_once(api):
    answer = await api.post("/api/v1/orders", content=b'{"items": [{"name": "Te')
    assert "string starting at line 1, column 21." in answer.json()["errors"][0]["says"]


def order_of(form):
    return OrderRepair(MADRID, NOW).repair(read(form.encode(), FORM))


@pytest.mark.parametrize(
    "form",
    [
        "name=Ana&phone=600&item_1=Naan&quantity_1=2&item_2=Curry&note_2=no+nuts&special_instructions=nuts",
        "name=Ana&phone=600&dish1=Naan&qty1=2&dish2=Curry&notes2=no+nuts&comments=nuts&dish3=&qty3=1",
        "name=Ana&phone=600&dish[]=Naan&dish[]=Curry&qty[]=2&qty[]=1&note[]=&note[]=no+nuts&comments=nuts",
        "name=Ana&phone=600&product=Naan&product=Curry&quantity=2&quantity=1&note=&note=no+nuts&comments=nuts",
    ],
)
def test_fields_that_are_counted_are_lines(form):
    order = order_of(form)
    lines = [(item["name"], item["quantity"], item.get("note") or "") for item in order["items"]]
    assert lines == [("Naan", 2, ""), ("Curry", 1, "no nuts")]
    assert (order["guest_name"], order["phone"], order["note"]) == ("Ana", "600", "nuts")


def test_counted_fields_of_no_dish_are_kept():
    order = order_of("name_1=Ana&phone_1=600&items=Naan&item_1=x")
    assert [item["name"] for item in order["items"]] == ["Naan"]
    order = order_of("dish[]=Naan&phone=600")
    assert [(item["name"], item["quantity"]) for item in order["items"]] == [("Naan", 1)]


@pytest.mark.parametrize(
    "form",
    [
        "What+would+you+like+to+order%3F=2+Naan,+1+Curry&When+would+you+like+to+pick+it+up%3F=20:30&delivery-or-pickup=Pickup",
        "your_order=2+Naan%0D%0A1+Curry&pickup_time=20:30&pickup_or_delivery=Pickup",
        "pedido=2+Naan,+1+Curry&hora_recogida=20:30&tipo_pedido=recogida",
        "Bestelling=2+Naan,+1+Curry&afhaaltijd=20:30&Afhalen+of+bezorgen=Afhalen",
        "注文内容=2+Naan,+1+Curry&受取時間=20:30&受取方法=持ち帰り",
    ],
)
def test_an_order_in_words_is_read_from_a_form(form):
    order = order_of(f"Name=Ana&Phone=600&Any+allergies%3F=nuts&{form}")
    assert [(item["name"], item["quantity"]) for item in order["items"]] == [("Naan", 2), ("Curry", 1)]
    assert (order["guest_name"], order["phone"], order["service"]) == ("Ana", "600", "pickup")
    assert (order["quoted_for"].isoformat(), "nuts" in order["note"]) == ("2026-03-14T19:30:00+00:00", True)
