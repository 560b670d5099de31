"""Order repair: what senders write sloppily is taken, and each repair is said."""

import json
from datetime import UTC, datetime

import pytest

from pages.api.repair.orders.order_repair import UnreadableOrder
from pages.api.repair.values.body_reading import UnreadableBody, parse_body
from pages.api.repair.values.time_repair import read_time
from tests.support.order_reading import MADRID, read, read_item

# They take longer to work out than a kitchen is open, or pass every limit of arithmetic.
ENDLESS = ["1e9999999", "1.5e999999", "-1e-9999999", "1e400", "9" * 400, "P" + "9" * 400 + "D", "1" + ".111" * 15_000]


class TestWholeOrders:
    def test_a_clean_order_has_no_warning(self):
        body = {"guest_name": "Ana", "items": [{"name": "Garlic Naan", "quantity": 2, "note": "crisp"}]}
        assert read(body) == (body, {})

    @pytest.mark.parametrize(
        "body", [None, [], {}, "x", 3, {"items": []}, {"items": [{}, None]}, {"items": [{"quantity": 2}]}]
    )
    def test_no_dish_is_unreadable(self, body):
        with pytest.raises(UnreadableOrder):
            read(body)

    @pytest.mark.parametrize("items", ["Naan", ["Naan"], {"name": "Naan"}, {"1": {"name": "Naan"}}, [None, "Naan", 7]])
    def test_a_dish_in_any_shape_is_taken(self, items):
        order, warnings = read({"items": items})
        assert [item["name"] for item in order["items"]] == ["Naan"]
        assert warnings

    @pytest.mark.parametrize("body", [[{"items": ["Naan"]}], {"order": {"items": ["Naan"]}}])
    def test_what_is_around_the_order_is_taken_off(self, body):
        assert read(body)[0]["items"][0]["name"] == "Naan"

    # A number of lines is none of them, and what a machine calls a dish is not its name.
    @pytest.mark.parametrize(
        "body",
        [
            {"items": 2, "products": [{"name": "Naan", "qty": 2}]},
            {"items": "2", "lines": [{"name": "Naan", "qty": 2}]},
            {"order": {"items": "2", "lines": [{"name": "Naan", "qty": 2}]}},
            {"items": [{"quantity": 2, "product": {"id": 5, "attributes": {"name": "Naan"}}}]},
            {"items": [{"quantity": 2, "item": {"data": {"name": "Naan"}}}]},
            {"items": [{"quantity": 2, "product": {"product_id": "x5", "de": "Naan"}}]},
        ],
    )
    def test_dish_beside_a_number_is_found(self, body):
        order, warnings = read(body)
        assert order["items"] == [{"name": "Naan", "quantity": 2}]
        assert warnings

    def test_too_many_lines_are_not_read(self):
        with pytest.raises(UnreadableOrder, match="2001 lines"):
            read({"items": [{"name": "Naan"}] * 2001})

    @pytest.mark.parametrize(("taken_back", "left"), [(1, [1, 1]), (2, [1]), (3, []), (4, [1, 1, 1])])
    def test_correction_takes_portions_of_several_lines(self, taken_back, left):
        lines = [{"name": "Tea", "note": note} for note in "abc"] + [{"name": "tea", "quantity": -taken_back}]
        order, warnings = read({"items": [{"name": "Naan"}, *lines]})
        assert [item["quantity"] for item in order["items"]] == [1, *left]
        assert "items/4/quantity" in warnings

    def test_correction_takes_back_decimals(self):
        lines = [{"name": "Ham", "quantity": 0.7, "note": "thin"}, {"name": "Ham", "quantity": 0.1}]
        order, _ = read({"items": ["Naan", *lines, {"name": "Ham", "quantity": -0.8}]})
        assert [item["name"] for item in order["items"]] == ["Naan"]

    def test_half_characters_of_names_are_said_as_marks(self):
        _, warnings = read({"items": [{"name": "Naan", "x\ud800": 1}], "y\udfff": 1})
        assert set(warnings) == {"items/0/x?", "y?"}

    def test_unknown_fields_are_ignored_and_said(self):
        order, warnings = read({"items": [{"name": "Naan", "colour": 1}], "till": 7})
        assert order["items"] == [{"name": "Naan", "quantity": 1}]
        assert set(warnings) == {"till", "items/0/colour"}

    def test_synonyms_are_read_unless_our_own_name_stands(self):
        order, warnings = read({"line_items": [{"title": "Naan", "qty": 2}], "table": "ours", "table_no": "theirs"})
        assert order["items"][0] == {"name": "Naan", "quantity": 2}
        assert order["table"] == "ours"
        assert {"line_items", "items/0/title", "items/0/qty", "table_no"} == set(warnings)

    def test_absent_values_are_no_repair(self):
        body = {"note": None, "guest_name": None, "quoted_for": None, "external_ref": None, "language": None}
        order, warnings = read({**body, "items": [{"name": "Naan", "note": None, "quantity": None, "station": None}]})
        assert (order["note"], order["external_ref"], order["items"][0]["quantity"], warnings) == ("", None, 1, {})


class TestTimes:
    @pytest.mark.parametrize(
        ("sent", "hour", "minute"),
        [
            ("2026-03-14T20:30:00+01:00", 19, 30),
            ("2026-03-14 20:30", 19, 30),
            ("2026-03-14T19:30:00Z", 19, 30),
            ("20:30", 19, 30),
            ("8:30 PM", 19, 30),
            ("2026-3-14 8:30 pm", 19, 30),
            (1773516600, 19, 30),
            (1773516600000, 19, 30),
        ],
    )
    def test_a_promised_time_is_read(self, sent, hour, minute):
        at = read({"items": ["Naan"], "quoted_for": sent})[0]["quoted_for"]
        assert at == datetime(2026, 3, 14, hour, minute, tzinfo=UTC)

    def test_a_time_of_day_that_has_passed_is_tomorrow(self):
        assert read({"items": ["Naan"], "quoted_for": "12:00"})[0]["quoted_for"].day == 15

    # 20:00:20 in Madrid, and 00:05.
    @pytest.mark.parametrize(
        ("now", "sent", "at"),
        [
            (datetime(2026, 3, 14, 19, 0, 20, tzinfo=UTC), "20:00", datetime(2026, 3, 14, 19, 0, tzinfo=UTC)),
            (datetime(2026, 3, 14, 19, 0, 20, tzinfo=UTC), "saturday 20:00", datetime(2026, 3, 14, 19, 0, tzinfo=UTC)),
            (datetime(2026, 3, 14, 19, 0, 20, tzinfo=UTC), "19:00", datetime(2026, 3, 15, 18, 0, tzinfo=UTC)),
            (datetime(2026, 3, 14, 23, 5, tzinfo=UTC), "23:55", datetime(2026, 3, 14, 22, 55, tzinfo=UTC)),
        ],
    )
    def test_time_of_day_just_over_stays(self, now, sent, at):
        assert read_time(sent, MADRID, now)[0] == at

    @pytest.mark.parametrize(
        "sent",
        ["asap", "", "soon", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", 1e300, "25:00", "99:30 PM"],
    )
    def test_no_time_leaves_the_promise_to_the_kitchen(self, sent):
        assert read({"items": ["Naan"], "quoted_for": sent})[0]["quoted_for"] is None

    @pytest.mark.parametrize(("sent", "minutes"), [("12", 12), ("PT1H5M", 65), (9000, 600), (0, None), ("-3", None)])
    def test_minutes_are_read(self, sent, minutes):
        assert read_item(prep_minutes=sent)[0]["prep_minutes"] == minutes

    @pytest.mark.parametrize("sent", ENDLESS)
    def test_endless_number_is_left_out(self, sent):
        item, warnings = read_item(prep_minutes=sent, price=sent)
        assert (item["prep_minutes"], item["price"]) == (None, None)
        assert {"items/0/prep_minutes", "items/0/price"} <= set(warnings)
        assert read_item(quantity=sent)[0]["quantity"] >= 1


class TestCodes:
    @pytest.mark.parametrize(
        ("sent", "tag"),
        [
            ("es", "es"),
            ("es_ES", "es-ES"),
            ("EN-gb", "en-GB"),
            ("Spanish", "es"),
            ("Deutsch", "de"),
            ("klingon!", ""),
            (5, ""),
        ],
    )
    def test_a_language_is_read(self, sent, tag):
        assert read({"items": ["Naan"], "language": sent})[0]["language"] == tag

    def test_different_references_stay_different(self):
        long = "r" * 130
        sent = [1042, "ref 17", "réf 17", long + "a", long + "b"]
        refs = [read({"items": ["Naan"], "external_ref": ref})[0]["external_ref"] for ref in sent]
        assert len(set(refs)) == len(sent)
        assert refs[0] == "1042"
        assert all(len(ref) <= 120 and ref.isascii() and " " not in ref for ref in refs)

    @pytest.mark.parametrize(
        ("sent", "service"),
        [
            ("pickup", "pickup"),
            ("Take-Away", "pickup"),
            ("DINE IN", "dine_in"),
            ("Delivery", "delivery"),
            ("moon", None),
        ],
    )
    def test_the_kind_of_service_is_read(self, sent, service):
        assert read({"items": ["Naan"], "service": sent})[0]["service"] == service

    @pytest.mark.parametrize(("sent", "code"), [("eur", "EUR"), ("€", ""), (None, "")])
    def test_a_currency_is_read(self, sent, code):
        assert read({"items": ["Naan"], "currency": sent})[0]["currency"] == code

    @pytest.mark.parametrize(("sent", "price"), [(450, 450), ("450", 450), (4.5, 450), (None, None)])
    def test_a_price_is_read_in_minor_units(self, sent, price):
        assert read_item(price=sent)[0]["price"] == price


class TestBodies:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
    def test_any_usual_encoding_is_read(self, encoding):
        raw = json.dumps({"items": ["Jalapeño"]}, ensure_ascii=False).encode(encoding)
        assert parse_body(raw) == {"items": ["Jalapeño"]}

    @pytest.mark.parametrize("raw", [b"", b"{", b"[" * 100_000, b"//\n" + b"[" * 100_000, b"items=1"])
    def test_what_is_no_json_is_refused_in_words(self, raw):
        with pytest.raises(UnreadableBody, match="JSON"):
            parse_body(raw)
