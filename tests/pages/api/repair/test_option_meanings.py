"""Options whose names alone would say the contrary of what is meant, and what lies under names nobody foresaw."""

from zoneinfo import ZoneInfo

import pytest

from pages.api.repair.orders.order_repair import OrderRepair
from tests.support.world import EVENING


def read_item(**item):
    repair = OrderRepair(ZoneInfo("Europe/Madrid"), EVENING)
    (read,) = repair.repair({"items": [{"name": "Burger", **item}]})["items"]
    return read, repair.repairs.warnings


def read_options(**item):
    return [(one["name"], one.get("quantity", 1)) for one in read_item(**item)[0].get("modifiers", [])]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ({"name": "Onion", "action": "remove"}, ("remove Onion", 1)),
        ({"name": "Onion", "action": "REMOVED"}, ("REMOVED Onion", 1)),
        ({"name": "Onion", "type": "NO"}, ("NO Onion", 1)),
        ({"name": "Onion", "prefix": "No"}, ("No Onion", 1)),
        ({"name": "Onion", "removed": True}, ("removed Onion", 1)),
        ({"name": "Onion", "isRemoved": True, "quantity": 1}, ("removed Onion", 1)),
        ({"name": "Onion", "quantity": -1}, ("-1 x Onion", 1)),
        ({"name": "Cheese", "preModifier": "LITE"}, ("LITE Cheese", 1)),
        ({"name": "Cheese", "amount": "double"}, ("double Cheese", 1)),
        ({"name": "Cheese", "note": "on the side", "qty": 2}, ("Cheese (on the side)", 2)),
        ({"title": "Nueces", "operation": "sin"}, ("sin Nueces", 1)),
        ({"displayName": "Onion", "action": {"displayName": "No"}}, ("No Onion", 1)),
        ({"name": "Onion", "prefixes": [{"name": "No"}]}, ("No Onion", 1)),
        ({"name": "Onion", "prefix": {"name": "No"}}, ("No Onion", 1)),
        ({"name": "Onion", "qualifier": {"label": "Without"}}, ("Without Onion", 1)),
        ({"name": "Cheese", "preModifiers": [{"title": "Extra"}, "melted"]}, ("Extra melted Cheese", 1)),
    ],
)
def test_an_option_says_how_it_is_meant(option, expected):
    assert read_options(modifiers=[option]) == [expected]
    assert "items/0/modifiers/0/name" in {one["field"] for one in read_item(modifiers=[option])[1]}


@pytest.mark.parametrize(
    "option",
    [
        {"name": "Cheese", "action": "add"},
        {"name": "Cheese", "type": "topping"},
        {"name": "Cheese", "removed": False},
        {"name": "Cheese", "kind": None},
        {"name": "Cheese", "action": {"name": "add"}, "prefix": {"id": 7}, "qualifiers": []},
        {"name": "Cheese", "preModifier": {"guid": "5f1c-9a", "entityType": "MenuItem"}},
        {"label": "Cheese", "value": True},
        {"label": "Cheese", "value": ""},
        {"label": "Cheese", "value": "cheese"},
        {"display_name": "Cheese", "name": "Cheese", "quantity": 1},
        {"modifier": "Cheese"},
        {"option": "Cheese", "id": 7},
        {"text": "Cheese", "price": 50},
    ],
)
def test_what_says_nothing_more_changes_no_name(option):
    assert read_options(modifiers=[option]) == [("Cheese", 1)]
    assert "modifiers" not in read_item(modifiers=[option])[0]["modifiers"][0]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ({"label": "Allergies", "value": "nuts"}, "Allergies: nuts"),
        ({"label": "Without", "value": "onion"}, "Without: onion"),
        ({"display_name": "Note", "display_value": "well done"}, "Note: well done"),
        ({"title": "Without", "value": "nuts"}, "Without: nuts"),
        ({"question": "Any allergies?", "answer": "nuts"}, "Any allergies?: nuts"),
        ({"displayName": "Spice", "name": "spice_level", "value": 1}, "Spice: 1"),
    ],
)
def test_a_value_keeps_its_label(option, expected):
    assert read_options(modifiers=[option]) == [(expected, 1)]


@pytest.mark.parametrize("option", [{"question": "Nuts?", "answer": False}, {"label": "Nuts", "value": False}])
def test_an_answer_of_no_is_no_option(option):
    assert read_options(modifiers=[option]) == []


def test_a_choice_with_its_count_is_one_option():
    assert read_options(modifiers=[{"choice": "Cheese", "count": 2}]) == [("Cheese", 2)]


def test_choices_within_choices_are_kept():
    (option,) = read_item(modifiers={"extra": {"cheese": 2, "ham": True}})[0]["modifiers"]
    assert option["name"] == "extra"
    assert [one["name"] for one in option["modifiers"]] == ["cheese: 2", "ham"]
    assert read_options(modifiers={"Sauce": "Mint", "option": "large"}) == [("Sauce: Mint", 1), ("option: large", 1)]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ({"no": ["onion", "nuts"]}, ["no: onion", "no: nuts"]),
        ({"hold": "onion"}, ["hold: onion"]),
        ({"add": ["cheese"]}, ["cheese"]),
        ({"side": "rice"}, ["side: rice"]),
        ({"substitute": "tofu for chicken"}, ["substitute: tofu for chicken"]),
        ({"swap": "salad"}, ["swap: salad"]),
        ({"first_half": "ham"}, ["first half: ham"]),
        ({"combo": {"drink": "cola"}}, ["drink: cola"]),
        ({"attributes": {"Size": "L"}}, ["Size: L"]),
        ({"gluten_free": True}, ["gluten free"]),
        ({"vegan": True, "halal": False}, ["vegan"]),
        ({"temp": "rare"}, ["temp: rare"]),
        ({"guest": "Bob"}, ["guest: Bob"]),
        ({"to_go": True}, ["to go"]),
        ({"inscription": "Happy birthday"}, ["inscription: Happy birthday"]),
        ({"tax_free": True, "added_at": "12:00", "category": "Mains", "subtotal": "9.00", "combo_id": "7"}, []),
    ],
)
def test_what_a_cook_has_to_know_is_an_option(field, expected):
    assert [name for name, _ in read_options(**field)] == expected


@pytest.mark.parametrize("name", ["details", "special", "preferences", "wishes", "info", "writing", "text"])
def test_what_a_guest_wrote_is_a_note(name):
    assert read_item(**{name: "well done"})[0]["note"] == "well done"
    order = OrderRepair(ZoneInfo("Europe/Madrid"), EVENING).repair({"items": ["Burger"], name: "ring twice"})
    assert order["note"] == "ring twice"


@pytest.mark.parametrize("name", ["group", "groupName", "modifier_group"])
async def test_a_group_of_options_keeps_its_name(api, name):
    item = {"name": "Fish", "modifiers": [{name: "Sauce", "options": ["hot", "mild"]}]}
    (option,) = (await api.post("/api/v1/orders", json={"items": [item]})).json()["items"][0]["modifiers"]
    assert (option["name"], [inner["name"] for inner in option["modifiers"]]) == ("Sauce", ["hot", "mild"])


def test_a_group_by_its_name_has_its_choices():
    choices = [{"variant_id": "v", "catalogue_name": "Olives"}]
    read, _ = read_item(groups=[{"group_id": "g", "group_name": "Toppings", "variants": choices}])
    (group,) = read["modifiers"]
    assert (group["name"], [one["name"] for one in group["modifiers"]]) == ("Toppings", ["Olives"])


def test_an_empty_list_in_an_object_is_no_option():
    assert not read_options(AddonItem={"details": []})


def test_a_name_under_newer_specs_is_an_option():
    assert read_options(newSpecs=[{"name": "Size", "value": "Large"}]) == [("Size: Large", 1)]


KEY = "5e8bc1d2a3f4a5b6c7d8e9f0"


def test_a_name_in_several_languages_is_one():
    option = {"option": KEY, "name": {"tr": "Kola", "en": "Cola"}, "price": 5, "chainProduct": KEY}
    group = {"optionCategory": KEY, "name": {"tr": "İçecek", "en": "Drink"}, "options": [option]}
    repair = OrderRepair(ZoneInfo("Europe/Madrid"), EVENING)
    dish = {"product": KEY, "name": {"tr": "Köfte", "en": "Meatball"}, "count": 2, "optionCategories": [group]}
    (read,) = repair.repair({"products": [dish]})["items"]
    ((drink,), (cola,)) = read["modifiers"], read["modifiers"][0]["modifiers"]
    assert (read["name"], read["quantity"], drink["name"], cola["name"]) == ("Köfte", 2, "İçecek", "Kola")
    assert len(read["modifiers"]) == 1


def test_an_id_and_no_are_no_languages():
    assert read_options(toppings=[{"name": {"id": "7", "name": "Egg"}}]) == [("Egg", 1)]
    assert read_options(choices={"no": "onion"}) == [("no: onion", 1)]


def test_options_in_a_text_of_json_are_read():
    assert read_options(modification='[{"name": "Egg", "quantity": 2}]') == [("Egg", 2)]
    assert read_options(options="[hot]") == [("[hot]", 1)]


def test_an_option_of_the_type_extra_keeps_its_name():
    assert read_options(toppings=[{"name": "Without onion", "type": "EXTRA"}]) == [("Without onion", 1)]


def test_whom_a_dish_is_for_is_on_the_ticket():
    assert read_options(recipient="Bob") == [("recipient: Bob", 1)]
