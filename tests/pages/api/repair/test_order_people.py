"""The guest and the table are found in the objects and lists in which vendors send them."""

import pytest

from tests.support.order_reading import read

ANN = {"firstName": "Ann", "lastName": "Lee", "phone": "600"}
ID = "0b9f8a52-6b6e-4d43-9a55-2f0f0a1f2d11"


def read_order(**fields):
    return read({"items": ["Naan"], **fields})[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"customers": [ANN]},
        {"customers": [ANN, {"name": "Bob", "phone": "7"}]},
        {"customers": {"elements": [ANN]}},
        {"clients": [{"name": {"first_name": "Ann", "last_name": "Lee"}, "phone": "600"}]},
        {"customer": {"name": {"first": "Ann", "last": "Lee"}, "phone": "600"}},
    ],
)
def test_the_first_customer_is_the_guest(fields):
    for order in (read_order(**fields), read({"order": {"items": ["Naan"], **fields}})[0]):
        assert (order["guest_name"], order["phone"]) == ("Ann Lee", "600")
    assert read_order(**fields, guest_name="Ana")["guest_name"] == "Ana"


@pytest.mark.parametrize(
    "fields",
    [{"customers": [{"id": "C9"}]}, {"customers": 3}, {"customers": ["C9"]}, {"guests": [ANN]}, {"users": [ANN]}],
)
def test_a_list_of_something_else_has_no_guest(fields):
    assert not read_order(**fields).get("guest_name")


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


def test_extra_info_in_words_is_a_note():
    assert read_order(extraInfo="Sem cebola")["note"] == "Sem cebola"
    assert not read_order(extra_info={"device": "ios"}, additional_info=[{"version": "2"}]).get("note")


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


@pytest.mark.parametrize(
    "fields",
    [
        {"customer": {"name": "Ann", "surname": "Lee", "phone": {"number": "600", "localizer": "1"}}},
        {"customers": {"elements": [ANN | {"phone": None, "phoneNumbers": {"elements": [{"phoneNumber": "600"}]}}]}},
        {"customers": [{"name": {"display_name": "Ann Lee"}, "contact": {"phone": {"number": "600"}}}]},
        {"customerInfo": {"firstName": "Ann", "lastName": "Lee", "contactNumberAsE164": "600"}},
        {"billingInfo": {"contactDetails": {"firstName": "Ann", "lastName": "Lee", "phone": "600"}}},
        {"billingAddressName": "Ann Lee", "billingAddressPhone": "600"},
        {"check_name": "Ann Lee", "phone": "600"},
        {"receive_address": {"name": "Ann Lee", "calling_code": "34", "phone": "600", "house_number": "7"}},
        {"customer": {"name": "Ann Lee", "phones": ["600", "7"]}},
        {"customer": {"first_name": "Ann", "last_name": "Lee", "phone_1": "600"}},
    ],
)
def test_a_phone_is_found_where_vendors_write_it(fields):
    order = read_order(**fields)
    assert (order["guest_name"], order["phone"]) == ("Ann Lee", "600")


@pytest.mark.parametrize("name", ["title", "order", "call_name", "ticket_name", "order_name"])
def test_a_label_is_the_guest_or_the_table(name):
    assert read_order(**{name: "Ann Lee"})["guest_name"] == "Ann Lee"
    assert read_order(**{name: "Table 4"})["table"] == "4"
    assert read_order(**{name: "Mesa nº 12b"})["table"] == "12b"
    assert read_order(**{name: "Ann", "customers": [{"name": "Bob"}]})["guest_name"] == "Bob"
    for label in (
        "Order 17",
        "#1001",
        "New online order",
        "Ticket - 4:23 PM",
        "Family meal",
        "",
        "Table by the window",
        "Mr",
        "Sra.",
        "ASAP",
        "POS",
        "DELIVERED",
        "pick_up",
    ):
        order = read_order(**{name: label})
        assert (order.get("guest_name"), order.get("table")) == (None, None)


# A name may begin as a word of an order does.
@pytest.mark.parametrize(
    "guest", ["Jimmy Carter", "Caterina", "Takeshi", "Max Weber", "Formby", "Mr Boxall", "Ana y Luis"]
)
def test_a_label_with_such_a_name_is_the_guest(guest):
    assert read_order(title=guest)["guest_name"] == guest


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
