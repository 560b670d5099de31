"""Options reach the ticket under the names, and in the forms, that vendors give them."""

import pytest

from tests.support.order_reading import read, read_item


def names_of(modifiers):
    return [
        part
        for one in modifiers
        for part in (one["name"], *([names_of(one["modifiers"])] if "modifiers" in one else []))
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"sideDishes": [{"name": "Extra cheese", "count": 1}]}, ["Extra cheese"]),
        ({"groups": [{"group_name": "Size", "items": [{"item_name": "Half"}]}]}, ["Size", ["Half"]]),
        ({"options": [{"name": "Size", "values": [{"name": "Large"}]}]}, ["Size", ["Large"]]),
        ({"options": [{"name": "Size", "value": {"name": "Large"}}]}, ["Size", ["Large"]]),
        ({"options": [{"name": "Sauce", "value": ["Hot", "Mild"]}]}, ["Sauce: Hot, Mild"]),
        ({"options": [{"question": "Sauce", "answers": ["Hot"]}]}, ["Sauce: Hot"]),
        ({"options": [{"name": "Size", "value": "L", "values": ["S", "M", "L"]}]}, ["Size: L"]),
        ({"options": [{"name": "Size", "values": ["S", "L"], "selected_value": "L"}]}, ["Size", ["L"]]),
        ({"meta_data": [{"key": "epo", "value": [{"addon_id": 5}]}]}, ["epo"]),
        ({"specs": [{"name": "Size", "value": "L"}]}, ["Size: L"]),
        ({"sin": ["cebolla"]}, ["sin: cebolla"]),
        *(({name: ["egg"]}, ["egg"]) for name in ("mods", "opts", "adds", "supplements")),
        *(({name: ["egg"]}, ["egg"]) for name in ("complementos", "suplementos", "beilagen", "dodatki")),
        ({"groups": ["Breads"]}, []),
        ({"groups": [{"id": 1, "name": "Mains", "items": []}]}, []),
        ({"values": {"kcal": 300}, "option_quantity": "3", "modifierQty": "2", "supplement": "1.50"}, []),
    ],
)
def test_options_of_vendors_are_found(item, expected):
    assert names_of(read_item(**item)[0].get("modifiers", [])) == expected


@pytest.mark.parametrize("name", ["modifierQuantity", "option_qty", "addon_quantity", "mod_qty"])
def test_the_count_of_an_option_is_its_quantity(name):
    for sent in (2, "2"):
        assert read_item(modifiers=[{"name": "shot", name: sent}])[0]["modifiers"] == [{"name": "shot", "quantity": 2}]
    item, _ = read_item(**{name: 3}, modifiers=[{"group": "Toppings", name: 2, "options": ["ham", "egg"]}])
    assert (item["quantity"], item["modifiers"][0]["quantity"]) == (1, 1)
    other = read({"items": ["Naan"], "things": [{"name": "shot", name: 2}]})[0]["items"]
    assert [one["name"] for one in other] == ["Naan"]


def test_specifications_in_words_are_a_note():
    item, _ = read_item(specifications="no peanuts please")
    assert (item["note"], item.get("modifiers", [])) == ("no peanuts please", [])


GUID = "3f2c1111-1111-4111-8111-111111111111"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"diningOption": {"guid": GUID, "entityType": "DiningOption", "externalId": None}}, []),
        ({"diningOption": {"guid": GUID, "name": "Take Out"}}, ["Take Out"]),
        ({"modifiers": [{"displayName": "Rice", "optionGroup": {"guid": GUID}}]}, ["Rice"]),
        ({"modifiers": [{"displayName": "Rice", "modifierGroup": {"id": "MG-1"}}]}, ["Rice"]),
        ({"optionGroups": [{"guid": GUID}, {"guid": GUID, "externalId": "7"}]}, []),
        ({"substitution_settings": {"is_allowed": True}, "swap": {"is_allowed": False}}, []),
        ({"option_ref": {"href": "https://example.org"}}, []),
        ({"choice": {"id": "Large"}}, ["#Large"]),
        ({"selected_options": {"cheese": True, "ham": False}}, ["cheese"]),
        ({"selected_options": [{"guid": GUID}, {"guid": GUID, "name": "Egg"}]}, ["Egg"]),
    ],
)
def test_what_only_refers_is_no_option(item, expected):
    assert names_of(read_item(**item)[0].get("modifiers", [])) == expected


def test_a_detail_that_is_not_set_is_none():
    for said in ("NotSet", "not set", "null", "N/A"):
        assert not read({"items": [{"name": "Naan", "spicinessRating": said}]})[0]["items"][0].get("modifiers")


def test_lines_of_a_basket_are_read_with_their_accessories():
    parts = {"MealParts": [{"Name": "Chips"}], "OptionalAccessories": [{"Name": "Cheese", "Quantity": 2}]}
    line = {"Quantity": 3, "BasketItem": {"Name": "Pizza", "ProductId": 1, **parts}}
    (item,) = read({"BasketInfo": {"GroupedBasketItems": [line]}, "OrderId": "z7"})[0]["items"]
    options = {(one["name"], one["quantity"]) for one in item["modifiers"]}
    assert (item["name"], item["quantity"], options) == ("Pizza", 3, {("Chips", 1), ("Cheese", 2)})


def test_the_variant_of_a_dish_without_a_name_is_kept():
    (item,) = read({"products": [{"product_id": 169, "modificator_id": 7, "count": 2}]})[0]["items"]
    assert (item["name"], names_of(item["modifiers"])) == ("#169", ["#7"])
    for fields in ({"variation_id": 7, "name": "Naan"}, {"product_id": 169, "modificator_id": None}):
        assert not read({"items": [fields]})[0]["items"][0].get("modifiers")
