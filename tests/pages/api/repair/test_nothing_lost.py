"""What a cook has to know reaches the ticket, whatever a sender calls it and however it is written."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from pages.api.repair.orders.order_repair import OrderRepair
from tests.support.rest import ORDER

NOW = datetime(2026, 3, 14, 19, 0, tzinfo=UTC)
ORDERS = "/api/v1/orders"


def read(body):
    repair = OrderRepair(ZoneInfo("Europe/Madrid"), NOW)
    return repair.repair(body), repair.repairs.warnings


def read_item(**item):
    return read({"items": [{"name": "Naan", **item}]})[0]["items"][0]


def names(modifiers):
    return [one["name"] for one in modifiers]


class TestNotes:
    def test_an_empty_own_field_hides_no_synonym(self):
        sent = {"note": "", "comments": "nuts allergy", "table": None, "table_no": "4", "items": ["Naan"]}
        order, _ = read(sent)
        assert (order["note"], order["table"]) == ("nuts allergy", "4")

    def test_notes_under_several_names_are_one(self):
        item = read_item(note="well done", comment="no salt", remark="no salt")
        assert item["note"] == "well done\nno salt"

    @pytest.mark.parametrize("name", ["allergies", "allergens", "dietary_needs"])
    def test_allergies_are_on_the_ticket(self, name):
        order, warnings = read({name: ["nuts", "milk"], "items": [{"name": "Naan", name: "sesame"}]})
        assert order["note"].endswith(": nuts, milk")
        assert order["items"][0]["note"].endswith(": sesame")
        assert {one["field"] for one in warnings} == {name, f"items/0/{name}"}

    @pytest.mark.parametrize(
        ("field", "note"),
        [
            (
                {"special_requests": {"allergy": {"exclude": [{"type": "NUTS", "id": "a"}], "instructions": "none"}}},
                "allergy: NUTS, none",
            ),
            ({"CustomerNotes": {"noteForRestaurant": "allergic to nuts", "id": "7"}}, "allergic to nuts"),
            ({"allergies": [{"name": "nuts"}, {"label": "milk"}]}, "allergies: nuts, milk"),
            ({"allergies": {"nuts": True, "milk": False}}, "allergies: nuts"),
            ({"allergies": {"nuts": "severe"}}, "allergies: nuts: severe"),
            ({"dietary": {"vegan": True}}, "dietary: vegan"),
            ({"kitchen_notes": {"text": "no salt"}}, "no salt"),
            ({"referenceText": "rare"}, "rare"),
            ({"internalNotes": [{"content": "no salt", "author": "Bob"}]}, "no salt"),
            ({"notes": [{"content": "no nuts", "title": "Allergy", "created_at": "12:00"}]}, "no nuts\nAllergy"),
            ({"comments": [{"comment": "no nuts"}, "warm"]}, "no nuts\nwarm"),
            ({"note": {"kitchen": "no nuts", "driver": "ring"}}, "no nuts\nring"),
            ({"remark": "hot", "instructions": {"body": "no nuts"}}, "hot\nno nuts"),
        ],
    )
    def test_notes_in_objects_are_on_the_ticket(self, field, note):
        assert read({"items": ["Naan"], **field})[0]["note"] == note
        assert read_item(**field)["note"] == note

    @pytest.mark.parametrize(
        "field",
        [
            {"details": {"name": "Main Street"}, "info": [{"text": "x"}]},
            {"request": {"method": "POST", "headers": {"text": "x"}}},
            {"allergies": {"nuts": False, "id": "a1", "updated_at": "12:00"}},
            {"comments_count": {"text": "x"}},
            {"note_attributes": [{"name": "Gift", "value": "x"}]},
            {"memo": {"text": {"text": {"text": {"text": "too deep"}}}}},
        ],
    )
    def test_what_objects_hold_beside_notes_is_not(self, field):
        assert not read({"items": ["Naan"], **field})[0].get("note")

    def test_the_texts_of_objects_in_a_list_are_joined(self):
        assert read({"items": ["Naan"], "tables": [{"id": 7, "name": "4"}, {"number": 5}]})[0]["table"] == "4, 5"

    @pytest.mark.parametrize("field", [{"note_id": "x"}, {"request_status": "done"}, {"comments": []}, {"note": None}])
    def test_what_is_no_text_for_cooks_is_not(self, field):
        assert not read({"items": ["Naan"], **field})[0].get("note")

    def test_a_time_nobody_can_read_is_in_the_note(self):
        order, _ = read({"items": ["Naan"], "pickup_at": "after mass"})
        assert (order["quoted_for"], order["note"]) == (None, "⏰ after mass")

    def test_a_quantity_in_words_is_in_the_note(self):
        item = read_item(quantity="a dozen", note="warm")
        assert (item["quantity"], item["note"]) == (1, "warm\na dozen x")


class TestOptions:
    @pytest.mark.parametrize(
        ("item", "expected"),
        [
            ({"modifiers": [], "extras": ["cheese"]}, ["cheese"]),
            ({"modifiers": ["mild"], "options": ["cheese"], "toppings": "ham"}, ["mild", "cheese", "ham"]),
            ({"selectedOptions": [{"name": "Size", "value": "L"}]}, ["Size: L"]),
            ({"modifier_groups": [{"name": "Size", "modifiers": ["L"]}]}, ["Size"]),
            ({"removed_ingredients": ["onion"]}, ["removed ingredients: onion"]),
            ({"without": [{"name": "onion"}]}, ["without: onion"]),
            ({"variant_title": "Large", "variant_id": "77", "option_price": "2"}, ["Large"]),
            ({"modifiers": [{"Size": "Large"}, {"Spice": 2}]}, ["Size: Large", "Spice: 2"]),
            ({"modifiers": [{"name": "ham", "selected": False}, {"name": "egg", "checked": True}]}, ["egg"]),
            ({"modifiers": [{"key": "gift", "value": True}, {"key": "rush", "value": False}]}, ["gift"]),
            ({"modifiers": "no onion\r\nmild"}, ["no onion", "mild"]),
            ({"modifiers": [["ham", "egg"], [{"name": "mild"}]]}, ["ham", "egg", "mild"]),
            ({"variationsChoices": [[{"title": "Bacon"}]]}, ["Bacon"]),
            ({"removed_items": [{"title": "Whole milk"}]}, ["removed items: Whole milk"]),
            ({"removedItems": [{"modifierName": "Milk", "id": 7}]}, ["removed items: Milk"]),
            ({"condiments": [{"name": "Onion", "prefix": {"name": "No"}}]}, ["No Onion"]),
            ({"subitems": [{"name": "Cola"}], "child_items": [{"name": "Fries"}]}, ["Fries", "Cola"]),
            ({"size": {"name": "Large", "id": 7}, "crust": {"title": "Thin"}}, ["crust: Thin", "size: Large"]),
            (
                {"doneness": {"label": "Rare"}, "flavours": ["mint", {"name": "lime"}]},
                ["doneness: Rare", "flavours: mint, lime"],
            ),
            ({"customer_name": "Ana", "customerPhone": "600"}, []),
            ({"selectedChoices": ["egg"], "availableChoices": ["ham"], "defaultOptions": ["oil"]}, ["egg"]),
            ({"selected_options": [], "allowed_options": ["ham"]}, []),
            ({"default_options": ["oil"]}, ["oil"]),
        ],
    )
    def test_options_are_found(self, item, expected):
        assert names(read_item(**item).get("modifiers", [])) == expected

    @pytest.mark.parametrize(
        ("option", "expected"),
        [
            ({"modifierId": 1, "modifierName": "Patty", "quantity": 2, "price": 100}, ("Patty", 2, 100)),
            ({"option": "Patty", "option_id": 1, "created_at": "12:00", "qty": 2}, ("Patty", 2, None)),
            ({"option_name": "Patty", "quantity": 2}, ("Patty", 2, None)),
        ],
    )
    def test_an_option_with_an_id_is_one(self, option, expected):
        (found,) = read_item(modifiers=[option])["modifiers"]
        assert (found["name"], found["quantity"], found.get("price")) == expected
        assert "modifiers" not in found

    def test_what_is_selected_in_a_group_is_kept(self):
        group = {"title": "Drinks", "selected_items": [{"title": "Cola"}], "selected_quantity": "1"}
        (found,) = read_item(modifier_groups=[group])["modifiers"]
        assert (found["name"], names(found["modifiers"])) == ("Drinks", ["Cola"])

    def test_what_a_customer_wrote_is_a_note(self):
        item = read_item(customer_notes="no salt")
        assert (item["note"], item.get("modifiers", [])) == ("no salt", [])

    def test_more_than_fifty_share_the_last(self):
        found = read_item(modifiers=[f"m{n}" for n in range(52)])["modifiers"]
        assert (len(found), found[-1]["name"]) == (50, "m49, m50, m51")

    @pytest.mark.parametrize("field", ["modifiers", "flavours", "memo", "allergies", "notes"])
    def test_lists_of_any_depth_are_read(self, field):
        deep = ["mint"]
        for _ in range(500):
            deep = [deep]
        assert read_item(**{field: deep})["name"] == "Naan"

    def test_the_fifth_level_is_joined_too(self):
        option = {"name": "e"}
        for name in "dcba":
            option = {"name": name, "modifiers": [option]}
        (a,) = read_item(modifiers=[option])["modifiers"]
        assert names(a["modifiers"][0]["modifiers"]) == ["c (d (e))"]

    def test_a_cut_quantity_is_said(self):
        _, warnings = read({"items": [{"name": "Naan", "modifiers": [{"name": "egg", "quantity": 150}]}]})
        assert warnings == [{"field": "items/0/modifiers/0/quantity", "said": "was cut to 99"}]


class TestShapes:
    @pytest.mark.parametrize(
        "body",
        [
            {"name": "Naan", "qty": 2, "table": "4"},
            {"dish": "Naan", "qty": 2, "table": "4"},
            {"artikel": [{"name": "Naan", "qty": 2}], "table": "4"},
        ],
    )
    def test_one_dish_or_a_list_of_any_name(self, body):
        order, _ = read(body)
        assert (order["items"], order["table"]) == ([{"name": "Naan", "quantity": 2}], "4")

    def test_a_whole_float_is_a_whole_text(self):
        order, _ = read({"items": ["Naan"], "table": 12.0, "external_ref": 17.0})
        assert (order["table"], order["external_ref"]) == ("12", "17")

    async def test_a_refusal_says_what_was_left_out(self, api):
        answer = await api.post(ORDERS, json={"items": [{"name": "Naan", "quantity": -2}]})
        assert answer.status_code == 422
        said = {"at": "body/items/0/quantity", "says": "is not above 0; the line was left out"}
        assert answer.json()["errors"] == [said]

    async def test_what_is_no_order_says_what_to_send(self, api, subtests):
        for body in [b"null", b"[]", b"5", b"{}", b"", b"<order/>", b"{'items': 1}"]:
            with subtests.test(body=body):
                answer = await api.post(ORDERS, content=body)
                assert answer.status_code == 422
                assert "Send" in answer.json()["errors"][0]["says"]


class TestServices:
    def test_the_words_of_the_languages_are_read(self, subtests):
        for word, service in [
            ("Para llevar", "pickup"),
            ("à emporter", "pickup"),
            ("zum Mitnehmen", "pickup"),
            ("持ち帰り", "pickup"),
            ("TAKE_AWAY_ORDER", "pickup"),
            ("drive-thru", "pickup"),
            ("DELIVERY_BY_RESTAURANT", "delivery"),
            ("local_delivery", "delivery"),
            ("Lieferung", "delivery"),
            ("外卖", "delivery"),
            ("توصيل", "delivery"),
            ("sur place", "dine_in"),
            ("para aquí", "dine_in"),
            ("na miejscu", "dine_in"),
            ("al tavolo", "dine_in"),
        ]:
            with subtests.test(word=word, service=service):
                assert read({"items": ["Naan"], "service": word})[0]["service"] == service


class TestLists:
    async def test_a_reference_is_found_as_it_was_sent(self, api):
        await api.post(ORDERS, json={**ORDER, "external_ref": "mesa ñ 4"})
        (found,) = (await api.get(ORDERS, params={"external_ref": "mesa ñ 4"})).json()
        assert found["external_ref"] == "mesa%20%C3%B1%204"

    async def test_list_finds_a_reference_that_was_cut(self, api):
        await api.post(ORDERS, json={**ORDER, "external_ref": "till " + "9" * 300})
        (found,) = (await api.get(ORDERS, params={"external_ref": "till " + "9" * 300})).json()
        assert len(found["external_ref"]) < 300

    async def test_a_plus_that_became_a_space_is_one(self, api):
        answer = await api.get(f"{ORDERS}?placed_after=2026-03-14T10:00:00+01:00")
        assert answer.status_code == 200
