"""What was taken back of a line's quantity is not cooked, and the forms of options that vendors send are read."""

import pytest

from domain.menu import Dish, Menu
from pages.api.repair.orders.order_repair import OrderRepair, UnreadableOrder
from tests.support.order_reading import MADRID, NOW, read, read_item


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ({"quantity": 3, "refunded_quantity": 1}, 2),
        ({"qty_ordered": "3", "qty_canceled": "1", "qty_refunded": 0}, 2),
        ({"qty": 3, "returned_qty": 1}, 2),
        ({"quantity": 3, "current_quantity": 2}, 2),
        ({"quantity": 3, "current_quantity": 2, "refunded_quantity": 1}, 2),
        ({"quantity": 2, "current_quantity": 5}, 2),
        ({"quantity": 3, "returned_quantity": 1, "refunded_quantity": 1}, 2),
        ({"quantity": 2, "ordered_quantity": 3, "cancelled_quantity": 1}, 2),
        ({"quantity": 2, "cancelled_quantity": 5}, 2),
    ],
)
def test_what_was_taken_back_is_off_the_quantity(line, left):
    assert read_item(**line)[0]["quantity"] == left


@pytest.mark.parametrize("line", [{"quantity": 2, "quantity_cancelled": 2}, {"quantity": 1, "current_quantity": 0}])
def test_a_line_with_nothing_left_is_left_out(line):
    order, warnings = read({"items": [{"name": "Soup", **line}, {"name": "Naan"}]})
    assert [item["name"] for item in order["items"]] == ["Naan"]
    assert warnings["items/0/quantity"] == "is not above 0; the line was left out"


@pytest.mark.parametrize(
    "kind", ["promo_cart", "promo_cart_item", "delivery_fee", "GIFT_CARD", "service_fee_total", "bag"]
)
def test_lines_of_money_are_left_out(kind):
    order, _ = read({"items": [{"name": "Naan", "type": "item"}, {"name": "10 %", "type": kind}]})
    assert [item["name"] for item in order["items"]] == ["Naan"]


@pytest.mark.parametrize("name", ["Tip", "Delivery fee", "Service Charge", "Liefergebühr", "Paper bag", "チップ"])
def test_what_is_called_a_charge_is_no_dish(name):
    for line in ({"name": name}, {"title": name, "quantity": 1}, name):
        order, _ = read({"items": ["Naan", line]})
        assert [item["name"] for item in order["items"]] == ["Naan"]
    menu = Menu([Dish(name=name)])
    order = OrderRepair(MADRID, NOW, menu=menu).repair({"items": ["Naan", name]})
    assert [item["name"] for item in order["items"]] == ["Naan", name]


@pytest.mark.parametrize("name", ["Beef tips", "Tip Top Shake", "Bag of chips", "Tax Free Cola"])
def test_a_dish_that_sounds_like_a_charge_is_cooked(name):
    assert [item["name"] for item in read({"items": [name]})[0]["items"]] == [name]


@pytest.mark.parametrize("kind", ["TOAST_CARD_SELL", "HOUSE_ACCOUNT_PAY_BALANCE"])
def test_what_a_till_sells_beside_dishes_is_not_cooked(kind):
    order, _ = read({"items": [{"name": "Naan", "selectionType": "NONE"}, {"name": "Card", "selectionType": kind}]})
    assert [item["name"] for item in order["items"]] == ["Naan"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"modifieritems": [{"modifier": 4, "qty": 2, "modifier_name": "Soy"}]}, ("Soy", 2)),
        ({"options": [{"modifier_option": {"name": "Soy"}, "quantity": 2}]}, ("Soy", 2)),
        ({"options": [{"modifier": {"name": "Soy", "id": 5}, "quantity": 2}]}, ("Soy", 2)),
        ({"options": [{"option": "Milk", "selection": "Soy"}]}, ("Milk: Soy", 1)),
        ({"options": [{"option": "Milk", "choice": "Soy"}]}, ("Milk: Soy", 1)),
        ({"options": [{"option": "Soy", "selected": True}]}, ("Soy", 1)),
        ({"options": [{"option": "Spice level", "choice": 3}]}, ("Spice level: 3", 1)),
        ({"options": [{"option": "Sugar", "choice": 0}]}, ("Sugar: 0", 1)),
        ({"_embedded": {"modifiers": [{"name": "Soy"}]}}, ("Soy", 1)),
        ({"options": [{"modifier": {"name": "Soy", "quantity": 1}, "quantity": 2}]}, ("Soy", 2)),
        ({"options": [{"modifier": {"name": "Soy"}, "amount": 50}]}, ("Soy", 1)),
        ({"options": [{"modifier": {"name": "Soy"}, "amount": "50"}]}, ("Soy", 1)),
        ({"modifieritems": [{"barcode": "77", "modifier_name": "Soy", "modifier_price": 1, "split": 0}]}, ("Soy", 1)),
        ({"modifieritems": [{"modifier": "Soy", "barcode": "77", "qty": 2}]}, ("Soy", 2)),
        ({"options": [{"name": "Soy", "option_list_name": "Milk", "quantity": 2}]}, ("Soy", 2)),
        ({"options": [{"option": "62a0e7d1c3b4a59687f0e1d4", "name": {"en": "Soy"}}]}, ("Soy", 1)),
        ({"options": [{"name": "Milk", "value": "Soy", "selections": [{"title": "Soy"}]}]}, ("Milk: Soy", 1)),
        (
            {"descriptionLines": [{"name": {"original": "Milk"}, "plainText": {"original": "Soy", "translated": ""}}]},
            ("Milk: Soy", 1),
        ),
        ({"sub_item_list": [{"name": "Soy", "amount": 2, "sub_item_list": []}]}, ("Soy", 2)),
        ({"options": [{"sku": "SOY", "tax": {"name": "VAT"}, "price": {"amount": 50, "label": "0.50"}}]}, ("#SOY", 1)),
        ({"addons": {"details": [{"name": "Soy", "quantity": 2}]}}, ("Soy", 2)),
    ],
)
def test_options_of_vendors_are_read(options, said):
    item, _ = read_item(**options)
    assert [(one["name"], one["quantity"]) for one in item["modifiers"]] == [said]
    assert not any(one.get("modifiers") for one in item["modifiers"])


@pytest.mark.parametrize("name", ["modifier", "option"])
def test_an_option_that_names_itself_again_is_one(name):
    menu_option = {"id": "M0", "name": "No pickles", "price": 0}
    item, _ = read_item(modifications={"elements": [{"name": "No pickles", "amount": 0, name: menu_option}]})
    assert item["modifiers"] == [{"name": "No pickles", "quantity": 1, "price": 0}]
    item, _ = read_item(modifications=[{"name": "Milk", name: {"id": "M0", "name": "Oat"}}])
    assert item["modifiers"][0]["modifiers"][0]["name"] == "Oat"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"details": ["well done"], "remove": ["Onion"]}, {"details: well done", "remove: Onion"}),
        ([{"quantity": 1, "removed": {"name": "Soy"}}], {"removed: Soy"}),
        ({"option": "Milk", "selected": "Oat"}, {"option: Milk", "selected: Oat"}),
        ([{"name": "Latte", "option": "Milk", "choice": "Soy"}], {"option: Milk", "Soy", "Latte"}),
    ],
)
def test_no_choice_is_lost_beside_another(options, said):
    item, _ = read_item(options=options)
    text = str(item["modifiers"])
    assert [one for one in said if one.split(": ")[-1] not in text] == []


def test_a_size_under_another_name_is_on_the_ticket():
    for name in ("sku_name", "Synonym", "variation_name"):
        order, _ = read({"items": [{"product_name": "Margarita", name: "Large"}]})
        assert order["items"][0]["modifiers"] == [{"name": "Large"}]
        order, _ = read({"items": [{"product_name": "Margarita", name: "Margarita"}]})
        assert not order["items"][0].get("modifiers")
    assert not read({"items": [{"product_name": "Margarita", "sku_name": "M-01"}]})[0]["items"][0].get("modifiers")
    assert read_item(variant_name="12-inch")[0]["modifiers"] == [{"name": "12-inch"}]


@pytest.mark.parametrize("name", ["recipientName", "consumer_name"])
def test_whose_dish_it_is_of_a_group_is_on_the_ticket(name):
    assert name.split("N")[0].split("_")[0] in read_item(**{name: "Bob"})[0]["modifiers"][0]["name"]


def test_a_dish_is_named_by_what_it_refers_to():
    order, _ = read({"items": [{"quantity": 2, "catalogReference": {"catalogItemName": "Wings"}, "comment": "hot"}]})
    assert [(one["name"], one["quantity"], one["note"]) for one in order["items"]] == [("Wings", 2, "hot")]


@pytest.mark.parametrize(
    "said",
    [
        *({"status": word} for word in ("cancelled", "CANCELED", "Voided", "refunded", "storniert")),
        *({"state": "CANCELED"}, {"order_status": "order_cancelled"}, {"receipt_type": "REFUND"}),
        *({"event": name} for name in ("order.cancelled", "orders/cancelled", "ORDER_EVENT_CANCEL", "OrderCancel")),
        *({"cancelled_at": "2026-03-14T18:00:00Z"}, {"void_date": "2026-03-14"}, {"is_refunded": True}),
    ],
)
def test_an_order_that_was_taken_back_is_not_cooked(said):
    for body in ({"items": ["Naan"], **said}, {"data": {"items": ["Naan"], **said}}):
        with pytest.raises(UnreadableOrder, match="is cancelled"):
            read(body)


@pytest.mark.parametrize(
    "said",
    [
        *({"status": word} for word in ("new", "ACCEPTED", "not cancelled", "cancellable", "", None)),
        *({"cancelled_at": at} for at in (None, "", "0000-00-00 00:00:00", "0001-01-01T00:00:00", "null", "0", "N/A")),
        *({"voided_at": at} for at in ("1970-01-01T00:00:00Z", "1900-01-01", "9999-12-31T23:59:59", "00/00/0000", "-")),
        *({"void_reason": reason} for reason in ("none", "No", "0")),
        *({"payment_status": "refunded"}, {"event": "order_item.deleted"}, {"cancel_reason": "none"}),
        *({"cancel_by": "2026-03-14T20:00:00Z"}, {"deleted": {}}, {"refunded": "0"}, {"type": "delivery"}),
        *({"fulfillments": [{"status": "cancelled"}]}, {"delivery": {"status": "cancelled"}}),
    ],
)
def test_an_order_that_goes_on_is_cooked(said):
    assert [item["name"] for item in read({"items": ["Naan"], **said})[0]["items"]] == ["Naan"]


@pytest.mark.parametrize(
    "said",
    [
        *({"status": "cancelled"}, {"state": "VOIDED"}, {"refunded": True}, {"deleted_at": "2026-03-14T18:00:00Z"}),
        *({"deleted": {"deletionMethod": {"id": "1"}}}, {"voided_by": "/users/1"}, {"type": "refund"}),
        *({"void_reason": {"name": "wrong dish"}}, {"void_reason": "wrong dish"}),
    ],
)
def test_a_line_that_was_taken_back_is_not_cooked(said):
    order, _ = read({"items": [{"name": "Soup", **said}, {"name": "Naan", "voided_by": None}]})
    assert [item["name"] for item in order["items"]] == ["Naan"]


def test_of_two_checks_the_one_that_goes_on_is_cooked():
    checks = [{"status": "cancelled", "items": ["Soup"]}, {"status": "open", "items": ["Naan"]}]
    assert [item["name"] for item in read({"checks": checks})[0]["items"]] == ["Naan"]


def test_a_deleted_option_is_taken_off_the_dish():
    item, _ = read_item(options=[{"name": "Onion", "type": "deleted"}])
    assert item["modifiers"][0]["name"] == "deleted Onion"


def test_a_dish_of_a_kind_of_bag_is_cooked():
    assert read_item(type="Salad Bag")[0]["name"] == "Garlic Naan"
