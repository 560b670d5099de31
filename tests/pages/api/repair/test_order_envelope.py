"""What tills, shops and delivery services write around an order, and beside its lines, is read."""

import json

import pytest

from domain.menu import Dish, Menu
from pages.api.repair.orders.order_repair import OrderRepair, UnreadableOrder
from tests.support.order_reading import MADRID, NOW, read

NAAN, TEA = {"name": "Naan", "quantity": 2}, {"name": "Tea", "quantity": 1}
BOTH = [("Naan", 2), ("Tea", 1)]


def dishes(body):
    return [(item["name"], item["quantity"]) for item in read(body)[0]["items"]]


@pytest.mark.parametrize(
    "lines",
    [
        {"elements": [NAAN, TEA]},
        {"object": "list", "data": [NAAN, TEA]},
        {"line_item": [NAAN, TEA]},
        {"Naan": 2, "Tea": 1},
        "2x Naan\n1x Tea",
        json.dumps([NAAN, TEA]),
    ],
)
def test_lines_in_an_envelope_have_any_form(lines):
    for name in ("items", "line_items", "lines"):
        assert dishes({name: lines}) == dishes({"order": {name: lines}}) == BOTH
        assert dishes({"event": {"id": 1}, "data": {"object": {name: lines}}}) == BOTH


def test_lines_of_several_parts_have_any_form():
    parts = [{"lines": {"elements": [NAAN]}}, {"lines": {"edges": [{"node": TEA}]}}]
    assert dishes({"checks": parts}) == BOTH


@pytest.mark.parametrize(
    "body",
    [
        {"order_info": {"items_of_order": {"details": [NAAN, TEA]}}},
        {"event": "order.created", "data": {"comida": [NAAN], "bebidas": [TEA]}},
        {"entry": [{"changes": [{"value": {"messages": [{"order": {"product_items": [NAAN, TEA]}}]}}]}]},
        {"records": [{"fields": {"Dish": "Naan", "Qty": 2}}, {"fields": {"Dish": "Tea", "Qty": 1}}]},
        {"payload": json.dumps({"items": [NAAN, TEA]})},
        {"orderedItem": [{"orderQuantity": n, "orderedItem": {"name": name}} for name, n in BOTH]},
        {"_embedded": {"items": [NAAN, TEA]}},
        {"bill": {"seats": [{"orders": [{"item": "Naan"}] * 2}, {"orders": [{"item": "Tea"}]}]}},
    ],
)
def test_lines_are_found_under_any_name(body):
    names = [name for name, quantity in dishes(body) for _ in range(quantity)]
    assert names == ["Naan", "Naan", "Tea"]


@pytest.mark.parametrize(
    "body",
    [
        {"event": "payment.created", "data": {"payment": {"name": "Ana", "amount": 12}}},
        {"event": "payment", "data": {"payments": [{"name": "Card", "quantity": 1}]}},
        {"event": "inventory.updated", "data": {"rows": [NAAN]}},
        {"data": {"stock": [NAAN]}},
        {"data": {"menu": {"rows": [NAAN]}}},
        {"booking": {"name": "Ana", "count": 4}},
        {"event": "product.updated", "data": {"product": {"name": "Naan", "stock_quantity": 4}}},
        {"event": "test", "data": {"item": "x"}},
        {"event": "order.updated", "order": "A12"},
        {"naan": 2, "tea": 1},
    ],
)
def test_what_is_no_order_is_not_cooked(body):
    with pytest.raises(UnreadableOrder):
        read(body)


def test_form_in_an_envelope_names_dish_and_guest():
    order, _ = read({"submission": {"answers": {"dish": "Naan", "qty": "2", "your_name": "Ana", "phone": "5"}}})
    assert (order["guest_name"], order["phone"], order["items"][0]["quantity"]) == ("Ana", "5", 2)


@pytest.mark.parametrize(
    ("beside", "note"),
    [
        ({"header": {"table": "4", "informationLines": ["No nuts"]}}, "No nuts"),
        ({"orderInfo": {"table_number": 4, "notes": "No nuts", "name": "Lunch"}}, "No nuts"),
        ({"order": {"details": {"table": "4", "instructions": "No nuts"}}}, "No nuts"),
        ({"header": {"table": "4", "note": "No nuts"}, "note": "No salt"}, "No salt\nNo nuts"),
    ],
)
def test_an_object_beside_the_lines_says_the_rest(beside, note):
    for body in (beside | {"items": ["Naan"]}, {"data": beside | {"items": ["Naan"]}}):
        order, warnings = read(body)
        assert (order["table"], order["note"], order.get("guest_name", "")) == ("4", note, "")
        assert "was taken as fields of the order" in warnings.values()


@pytest.mark.parametrize(
    "said",
    [
        {"customer": {"firstName": "Ana", "lastName": "Ruiz", "contactNumber": "5"}},
        {"contact": {"firstname": "Ana", "lastname": "Ruiz", "mobile": "5"}},
        {"customer_firstname": "Ana", "customer_lastname": "Ruiz", "billing_address": {"telephone": "5"}},
        {"buyerInfo": {"firstName": "Ana", "lastName": "Ruiz", "phone": "5"}},
        {"customer_details": {"name": "Ana Ruiz", "phone": "5", "email": "ana@example.org"}},
        {"shippingPerson": {"name": "Ana Ruiz", "phone": "5"}},
        {"customer": {"details": {"name": "Ana Ruiz", "phone": "5"}}},
    ],
)
def test_a_guest_is_known_by_any_object(said):
    order, _ = read(said | {"items": ["Naan"]})
    assert (order["guest_name"], order["phone"]) == ("Ana Ruiz", "5")


def test_a_place_and_no_phone_are_no_guest():
    order, warnings = read({"delivery_address": {"name": "Home"}, "phone": "N/A", "items": ["Naan"]})
    assert (order.get("guest_name"), order["phone"]) == (None, "")
    assert warnings["phone"] == "is no number; left out"


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ({"fulfillment": {"type": "PICKUP"}}, "pickup"),
        ({"Fulfilment": {"Method": "Delivery", "DueDate": "2026-03-14T19:45:00Z"}}, "delivery"),
        ({"fulfill_type": "pickup"}, "pickup"),
        ({"orderServiceType": "DeliveryByCourier"}, "delivery"),
    ],
)
def test_service_is_read_where_its_place_is_said(said, service):
    order, _ = read(said | {"items": ["Naan"]})
    assert order["service"] == service
    if "Fulfilment" in said:
        assert order["quoted_for"].isoformat() == "2026-03-14T19:45:00+00:00"


def test_a_fulfillment_in_a_list_says_the_rest():
    recipient = {"display_name": "Ana Ruiz", "phone_number": "5"}
    pickup = {"recipient": recipient, "pickup_at": "2026-03-14T20:00:00Z", "note": "curb"}
    body = {"type": "order.created", "fulfillments": [{"type": "PICKUP", "pickup_details": pickup}], "items": ["Naan"]}
    for wrapped in (body, {"data": {"object": {"order": body}}}):
        order, _ = read(wrapped)
        assert (order["guest_name"], order["phone"], order["note"]) == ("Ana Ruiz", "5", "curb")
        assert (order["service"], order["quoted_for"].isoformat()) == ("pickup", "2026-03-14T20:00:00+00:00")


def test_way_is_a_person_only_with_a_first_name():
    said = {"first_name": "Ana", "last_name": "Ruiz", "phone_number": "5"}
    assert read({"delivery": said, "items": ["Naan"]})[0]["guest_name"] == "Ana Ruiz"
    assert "guest_name" not in read({"delivery": {"name": "Express"}, "items": ["Naan"]})[0]


def test_an_order_in_words_is_for_the_cook_to_read():
    assert dishes({"order": "two naans and a curry"}) == [("two naans and a curry", 1)]
    assert dishes({"order_text": "2x Naan\n1x Tea"}) == BOTH


def test_fields_named_as_dishes_are_lines():
    menu = Menu((Dish(name="Garlic Naan"), Dish(name="Tea")))
    repair = OrderRepair(MADRID, NOW, menu=menu)
    order = repair.repair({"garlic_naan": "2", "Tea": 1, "Soup": 3, "table": 4})
    assert [(item["name"], item["quantity"]) for item in order["items"]] == [("garlic naan", 2), ("tea", 1)]
    assert order["table"] == "4"


def test_each_of_many_parts_is_counted_once():
    with pytest.raises(UnreadableOrder, match="The order has 9000 lines"):
        read({f"check {n}": {"items": ["Naan"], "note": f"note {n}"} for n in range(9000)})


@pytest.mark.parametrize(
    "asked",
    [
        [{"label": "Dish", "value": "Naan"}, {"label": "Quantity", "value": 2}],
        [{"title": "Dishes", "value": ["Naan", "Naan"]}],
        [{"key": "q1", "label": "Items", "value": "2x Naan"}],
    ],
)
def test_answers_of_a_form_are_an_order(asked):
    rows = [*asked, {"label": "Your name", "value": "Ana"}, {"label": "Table number", "value": 5}]
    for body in ({"fields": rows}, {"eventType": "FORM_RESPONSE", "data": {"fields": rows}}):
        order, _ = read(body)
        assert sum(item["quantity"] for item in order["items"]) == 2
        assert {item["name"] for item in order["items"]} == {"Naan"}
        assert (order["guest_name"], order["table"]) == ("Ana", "5")


def test_answers_without_a_dish_are_no_order():
    with pytest.raises(UnreadableOrder):
        read({"data": {"fields": [{"label": "Name", "value": "Ana"}, {"label": "Seats", "value": 4}]}})


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: {"detail": text},
        lambda text: {"event": "new", "data": {"order_json": text}},
        lambda text: {"type": 10, "message": f'{{"groups": [{{"name": "1", "items": {text}}}]}}'},
    ],
)
def test_lines_in_a_text_of_json_are_read(wrap):
    order, _ = read(wrap('[{"food_name": "Naan", "quantity": 2}]'))
    assert [(item["name"], item["quantity"]) for item in order["items"]] == [("Naan", 2)]
    assert not order.get("note")
