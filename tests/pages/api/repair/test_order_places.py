"""Order places: the kind of service and the table are found wherever a sender says them."""

import pytest

from tests.support.order_reading import read, read_order

ID = "0b9f8a52-6b6e-4d43-9a55-2f0f0a1f2d11"


@pytest.mark.parametrize(
    "name",
    [
        *("delivery_type", "expedition_type", "fulfillment_mode", "handoffOption", "dining_option_name"),
        *("CheckoutMethod", "service_type_label", "deliverymode"),
    ],
)
def test_a_service_is_found_by_the_kind_of_name(name):
    assert read_order(**{name: "takeaway"})["service"] == "pickup"
    assert not read_order(**{name: "express"}).get("service")


@pytest.mark.parametrize(
    ("fields", "service"),
    [
        ({"order_type": {"id": ID, "name": "Common", "orderServiceType": "DeliveryByClient"}}, "pickup"),
        ({"orderType": {"id": "HERE", "labelKey": "com.pick_up", "label": "Abholung"}}, "pickup"),
        ({"diningOption": {"guid": ID, "behavior": "TAKE_OUT"}, "dining_option_name": "Eat in"}, "dine_in"),
        ({"shipping_lines": [{"id": 1, "method_title": "Click & Collect", "method_id": "local_pickup"}]}, "pickup"),
        ({"shipping_lines": [{"method_title": "Flat rate", "method_id": "flat_rate"}]}, None),
        ({"note_attributes": [{"name": "Checkout-Method", "value": "pickup"}]}, "pickup"),
        ({"dining_option": 1, "dining_option_name": "To go"}, "pickup"),
        *(({"orderServiceType": said}, "pickup") for said in ("DeliveryByClient", "DeliveryPickUp", "Самовывоз")),
        ({"orderServiceType": "DeliveryByCourier"}, "delivery"),
        *(({name: True}, "pickup") for name in ("takeAway", "isTakeOut", "is_pick_up", "is_picked_up_by_customer")),
        *(({name: "true"}, "dine_in") for name in ("eat_in", "is_dine_in")),
        ({"featureFlags": {"orderType": "TakeAway", "orderAcceptedType": "AUTO"}}, "pickup"),
        ({"takeAway": False}, None),
    ],
)
def test_a_service_is_found_where_vendors_say_it(fields, service):
    assert read_order(**fields).get("service") == service


def test_a_service_is_found_among_flags():
    assert read_order(feature_flags={"order_type": "TakeAway"})["service"] == "pickup"
    assert not read_order(store={"service_type": "dine in"}).get("service")


def test_eaten_at_a_table_wins_over_picked_up():
    said = {"delivery_type": "Pickup", "pickup_location_type": "TableService"}
    assert read_order(**said)["service"] == "dine_in"


@pytest.mark.parametrize(
    ("fields", "service"),
    [
        *(({"type": code, "business_date": "2026-03-14"}, kind) for code, kind in ((1, "dine_in"), (3, "delivery"))),
        ({"delivery_type": 1, "paymethod_id": 3}, "delivery"),
        ({"service_mode": "2", "spot_id": 1}, "pickup"),
        ({"orderType": 3, "channelOrderId": "x"}, "dine_in"),
        ({"order_type": "H", "preorder_time": ""}, "delivery"),
        ({"order": {"details": {"order_type": "D", "preorder_time": ""}}}, "dine_in"),
    ],
)
def test_a_code_is_read_where_its_till_is_known(fields, service):
    assert read_order(**fields)["service"] == service


@pytest.mark.parametrize("fields", [{"type": 1}, {"order_type": "D"}, {"service_mode": 9, "spot_id": 1}])
def test_a_code_of_any_till_is_none(fields):
    assert not read_order(**fields).get("service")


def test_a_number_is_no_source():
    assert not read_order(source=3)["source"]
    assert read_order(source="till 3")["source"] == "till 3"


@pytest.mark.parametrize(
    "fields",
    [
        {"indoor": {"table": "12", "mode": "DEFAULT"}},
        {"fulfillmentInfo": {"fulfillmentMode": "DINE_IN", "tableIdentifier": "12"}},
        {"dineIn": {"tableNumber": 12}},
        {"dine_in": {"table": {"name": "12", "id": ID}}},
        {"tableIdentifier": "12"},
        {"dineIn": {"tableID": "12", "eaterCount": 2}},
    ],
)
def test_a_table_is_found_where_the_place_is_said(fields):
    assert read_order(**fields)["table"] == "12"
    assert read_order(table="4", **fields)["table"] == "4"


@pytest.mark.parametrize(
    "fields",
    [
        {"delivery": {"room": "5", "table": True}},
        {"indoor": {"table": {"id": ID}, "table_id": "7"}},
        {"store": {"table": "5"}},
        {"dineIn": {"tableID": ID}},
    ],
)
def test_what_is_no_table_is_none(fields):
    assert not read_order(**fields).get("table")


@pytest.mark.parametrize(
    "fields",
    [
        {"place": {"id": 5, "name": "Table 12"}},
        {"dropOffLocation": {"TableNumber": "12"}},
        {"spot": {"name": "mesa 12"}},
    ],
)
def test_a_place_is_a_table_by_its_name(fields):
    assert read_order(**fields)["table"] == "12"
    for name in ("Main Street", "Table Mountain"):
        assert not read_order(place={"name": name}).get("table")


WORDS = (
    *("Table", "Mesa", "Tisch", "Tavolo", "Tafel", "Stolik", "Masa", "Table №"),
    *("Стол", "桌", "テーブル", "테이블", "طاولة", "โต๊ะ"),
)


@pytest.mark.parametrize("word", WORDS)
def test_the_word_for_a_table_is_taken_off(word):
    for said, table in ((f"{word} 5", "5"), (f"{word.upper()}: a12", "a12"), (f"{word} 5, terrace", "5, terrace")):
        order, warnings = read({"items": ["Naan"], "table": said})
        assert (order["table"], warnings["table"]) == (table, f"was read as {table}")


@pytest.mark.parametrize(
    "table", ["5", "Terrace 5", "Table by the window", "Portable 5", "Tablet 5", "N 5", "Mesa Verde"]
)
def test_another_name_of_a_table_is_kept(table):
    order, warnings = read({"items": ["Naan"], "table": table})
    assert (order["table"], "table" in warnings) == (table, False)
