"""What stands around an order's lines says of the order only what is of the order."""

import pytest

from pages.api.repair.orders.order_repair import UnreadableOrder
from tests.support.order_reading import read

ITEMS = {"items": ["Naan"]}
LATER, PAST = "2026-03-14T20:30:00Z", "2026-03-14T18:55:00Z"


def said(body):
    order, _ = read(body)
    promised = order.get("quoted_for")
    fields = {name: order[name] for name in ("guest_name", "phone", "table", "external_ref", "note") if order.get(name)}
    return fields | ({"at": f"{promised:%d %H:%M}"} if promised else {})


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        # What the order says itself counts, whatever it is called.
        (ITEMS | {"table_number": "5", "check": {"table": "9"}}, {"table": "5"}),
        (ITEMS | {"scheduled_for": LATER, "details": {"quoted_for": PAST}}, {"at": "14 20:30"}),
        (ITEMS | {"phone_number": "600", "order": {"id": 5, "phone": "912"}}, {"phone": "600"}),
        (ITEMS | {"customer_name": "Ana", "order_details": {"guest_name": "Till 3"}}, {"guest_name": "Ana"}),
        (ITEMS | {"fulfillments": [{"type": "PICKUP", "cancelled": True}], "check": {"voided": True}}, {}),
        # Times are no notes.
        ({"order": ITEMS | {"requested_time": LATER}}, {"at": "14 20:30"}),
        (ITEMS | {"requested_pickup_time": LATER, "details": {"channel": "web"}}, {"at": "14 20:30"}),
        (ITEMS | {"delivery_details": {"requested_time": LATER}}, {"at": "14 20:30"}),
        # A table, a guest or a time may lead on to the lines.
        ({"table": {"number": 5, "orders": [ITEMS]}}, {"table": "5"}),
        ({"tables": [{"number": 5, "orders": [ITEMS]}]}, {"table": "5"}),
        ({"room": {"number": 204, "order": ITEMS}}, {"table": "204"}),
        ({"guest": {"first": "Ana", "last": "Ruiz", "order": ITEMS}}, {"guest_name": "Ana Ruiz"}),
        ({"customer": {"number": 42, "name": "Ana", "orders": [ITEMS]}}, {"guest_name": "Ana"}),
        ({"schedule": {"start": LATER, "order": ITEMS}}, {"at": "14 20:30"}),
        # Shops, payments and messages speak of themselves.
        ({"store": {"name": "Casa", "phone": "912", "number": "7", "note": "Open", "orders": [ITEMS]}}, {}),
        ({"restaurants": [{"name": "Casa", "phone": "912", "orders": [ITEMS | {"table": "5"}]}]}, {"table": "5"}),
        ({"payment": {"reference": "PAY-7", "phone": "900", "order": ITEMS}}, {}),
        ({"event": {"when": PAST, "data": ITEMS}}, {}),
        ({"message": {"requested_at": PAST, "order": ITEMS}}, {}),
        ({"message": {"note": "nut allergy", "order": ITEMS}}, {"note": "nut allergy"}),
        ({"messages": [{"allergies": ["nuts"], "from": "600", "order": ITEMS}]}, {"note": "allergies: nuts"}),
        ({"terminal": {"number": 3, "order": ITEMS}}, {}),
        (
            {"outlet": {"name": "Camden", "phone": "+44", "orders": [ITEMS | {"customer_phone": "5"}]}},
            {"phone": "5"},
        ),
        ({"channel": {"name": "Eats", "order": ITEMS | {"name": "Ana"}}}, {"guest_name": "Ana"}),
        (ITEMS | {"header": {"phone": "+34 91", "number": "3"}, "details": {"street": "Mayor", "number": "7"}}, {}),
        ({"data": {"requested_at": PAST, "order": ITEMS | {"estimated_pickup_time": LATER}}}, {"at": "14 20:30"}),
        (ITEMS | {"ready_for_pickup_at": LATER, "header": {"requested_at": PAST}}, {"at": "14 20:30"}),
        (ITEMS | {"scheduled_for": "ASAP", "requested_at": PAST}, {}),
        (ITEMS | {"scheduled_for": "ASAP", "due": "12.50"}, {}),
        ({"table_order": {"reference": "T-55", "name": "Ana"} | ITEMS}, {"external_ref": "T-55", "guest_name": "Ana"}),
        ({"seat": {"number": 3, "order": ITEMS}}, {"table": "3"}),
        (ITEMS | {"attributes": [{"key": "Allergies", "value": "nuts"}]}, {"note": "allergies: nuts"}),
        (ITEMS | {"details": [{"label": "Table", "value": "5"}]}, {"table": "5"}),
        (
            ITEMS | {"customer_phone": "600", "pickup_details": {"phone": "911", "pickup_time": LATER}},
            {"phone": "600", "at": "14 20:30"},
        ),
        (
            ITEMS | {"customer": {"name": "Ana", "phone": "600"}, "order_data": {"phone": "911"}},
            {"guest_name": "Ana", "phone": "600"},
        ),
        (
            ITEMS | {"estimated_ready_at": LATER, "delivery_details": {"delivery_time": "2026-03-14T21:00:00Z"}},
            {"at": "14 20:30"},
        ),
        (
            ITEMS | {"contact": {"name": "Sol", "phone": "911"}, "customer": {"name": "Ana", "phone": "600"}},
            {"guest_name": "Ana", "phone": "600"},
        ),
        (
            ITEMS | {"customer": {"name": "Ana"}, "recipient": {"name": "Bea", "phone": "7"}},
            {"guest_name": "Ana"},
        ),
        (ITEMS | {"pickup_time": "ASAP", "due": LATER}, {"at": "14 20:30"}),
        # An address and a way are no guests, and their phones are others'.
        (ITEMS | {"shipping_address": "Calle Mayor 3", "recipient_name": "Ana"}, {"guest_name": "Ana"}),
        (ITEMS | {"delivery": "express", "eater": {"first_name": "Ana"}}, {"guest_name": "Ana"}),
        (ITEMS | {"customer_info": "600123123", "your_name": "Ana"}, {"guest_name": "Ana"}),
        (ITEMS | {"pickup": "ASAP"}, {}),
        (
            ITEMS | {"customer": {"name": "Ana", "phone": "600"}, "pickup": {"name": "Casa", "phone": "912"}},
            {"guest_name": "Ana", "phone": "600"},
        ),
        (
            ITEMS | {"customer": {"name": "Ana", "mobile": True, "phone": "600"}, "billing_address": {"phone": "7"}},
            {"guest_name": "Ana", "phone": "600"},
        ),
        (ITEMS | {"delivery_details": {"street": "Calle Mayor", "number": 12, "room": "B"}}, {}),
        # A day at midnight is a day; what is no time leaves the promise to another.
        (
            ITEMS | {"delivery_date": "2026-03-14T00:00:00", "expected_delivery_time": "21:30"},
            {"at": "14 20:30"},
        ),
        (
            ITEMS | {"delivery_date": "2026-03-15T00:00:00", "preferred_delivery_time": "20:30"},
            {"at": "15 19:30"},
        ),
        (ITEMS | {"delivery_date": "2026-03-15T00:00:00.000Z"}, {"at": "15 11:00"}),
        (ITEMS | {"requested_at": PAST, "delivery_time": LATER}, {"at": "14 20:30"}),
        (ITEMS | {"due": 25.5, "delivery_time": LATER}, {"at": "14 20:30"}),
        (ITEMS | {"pickup_time": "ASAP", "scheduled_for": LATER}, {"at": "14 20:30"}),
        (ITEMS | {"slot": "Dinner", "delivery_time": LATER}, {"at": "14 20:30"}),
    ],
)
def test_only_what_is_of_the_order_counts(body, kept):
    assert said(body) == kept


@pytest.mark.parametrize(
    "body",
    [
        {"name": "Naan", "quantity": 1, "sides": [{"item": "Rice"}]},
        {"dish": "Naan", "quantity": 1, "toppings": [{"product": "Olives"}]},
        [{"name": "Naan", "options": [{"item": "Butter"}]}],
        {"order": {"id": "A1", "items": 1, "total": 19}, "cart": [{"name": "Naan"}]},
        {"header": {"lines": 1, "table": 4}, "products": [{"name": "Naan"}]},
        {"articles": [{"name": "Naan"}], "fulfillments": [{"entries": [{"uid": "x", "quantity": "1"}]}]},
        {"party": [{"label": "Adults", "count": 4}], "courses": [ITEMS]},
        {"table": 5, "covers": [{"label": "Adults", "count": 2}], "courses": [ITEMS]},
    ],
)
def test_the_dish_is_cooked_and_nothing_beside_it(body):
    order, _ = read(body)
    assert [(item["name"], item["quantity"]) for item in order["items"]] == [("Naan", 1)]
    assert not order.get("guest_name")


@pytest.mark.parametrize(
    "body",
    [
        {"unavailable_items": [{"item": "Naan"}, {"item": "Tea"}]},
        {"event": "item.unavailable", "unavailable": [{"item": "Naan"}]},
        {"event": "review.created", "reviews": [{"product": "Naan", "rating": 5}]},
        {"type": "courier.assigned", "order": "Order 1042", "courier": {"name": "Luis"}},
        {"order": "Order 1042"},
        {"event": "reservation.created", "data": {"reservations": [{"name": "Ana", "count": 4}]}},
        {"event": "product.updated", "data": {"product_name": "Naan", "quantity": 40}},
        {"order_ratings": [{"item": "Naan", "rating": 5}]},
        {"order_id": 5, "timeline": [{"item": "Order placed"}]},
        {"status": "ok", "order": "Order received"},
        {"event": "report.daily", "data": {"sales": [{"name": "Naan", "quantity": 120}]}},
    ],
)
def test_news_of_something_else_is_no_order(body):
    with pytest.raises(UnreadableOrder):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        ITEMS | {"note": "NUT ALLERGY", "delivery_details": {"instructions": "Take the second left. " * 30}},
        {"order": ITEMS | {"note": "NUT ALLERGY"}, "message_text": "Hello. " * 90},
        {"info": "Open daily. " * 45, "order": ITEMS | {"note": "NUT ALLERGY"}},
    ],
)
def test_the_note_of_the_lines_stands_first(body):
    assert said(body)["note"].startswith("NUT ALLERGY")


def test_an_option_of_one_dish_is_no_service():
    (item,) = read({"dish": "Curry", "quantity": 1, "service_option": "no nuts", "order_type": "pickup"})[0]["items"]
    assert [one["name"] for one in item["modifiers"]] == ["no nuts"]


@pytest.mark.parametrize("name", ["items", "cart"])
def test_an_order_nested_without_end_is_refused(name):
    body = {"name": "Naan"}
    for _ in range(400):
        body = {name: body}
    with pytest.raises(UnreadableOrder):
        read(body)


def test_service_that_the_order_says_counts():
    for said in ({"order_details": {"type": "delivery"}}, {"fulfillments": [{"id": 1, "type": "delivery"}]}):
        assert read(ITEMS | {"delivery_method": "pickup"} | said)[0]["service"] == "pickup"
