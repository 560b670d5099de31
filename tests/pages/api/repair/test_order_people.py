"""Order people: the guest and the phone are found under the names and in the objects that vendors send."""

import pytest

from tests.support.order_reading import read, read_order

ANN = {"firstName": "Ann", "lastName": "Lee", "phone": "600"}
ID = "0b9f8a52-6b6e-4d43-9a55-2f0f0a1f2d11"


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


def test_extra_info_in_words_is_a_note():
    assert read_order(extraInfo="Sem cebola")["note"] == "Sem cebola"
    assert not read_order(extra_info={"device": "ios"}, additional_info=[{"version": "2"}]).get("note")


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


@pytest.mark.parametrize(
    "field",
    [
        {"client_first_name": "Ana", "client_last_name": "Ruiz"},
        {"customerFirstName": "Ana", "customerLastName": "Ruiz"},
        {"eater": {"first_name": "Ana", "last_name": "Ruiz"}},
        {"consumer": "Ana Ruiz"},
        *({name: "Ana Ruiz"} for name in ("consumer_name", "diner", "recipient", "your_name", "full_name")),
        *({name: {"name": "Ana", "lastname": "Ruiz"}} for name in ("customer", "consignee", "receiver")),
    ],
)
def test_a_guest_is_found_by_the_kind_of_name(field):
    assert read_order(**field)["guest_name"] == "Ana Ruiz"


@pytest.mark.parametrize(
    "name",
    [
        "client_phone",
        "customer_phone",
        "mobile",
        "guestMobileNumber",
        "your_phone",
        "cellphone",
        "contactnumber",
        "phones",
    ],
)
def test_a_phone_is_found_by_the_kind_of_name(name):
    assert read_order(**{name: "600"})["phone"] == "600"
    assert read_order(customer={"name": "Ana", name: "600"})["phone"] == "600"


def test_a_phone_is_found_in_a_list_or_an_address():
    assert read_order(phoneList=["600", "700"])["phone"] == "600"
    address = {"first_name": "Ana", "phone": "600"}
    assert read_order(customer={"first_name": "Ana"}, address=address)["phone"] == "600"
    assert not read_order(address={"name": "Home", "city": "Jaén"}).get("guest_name")


@pytest.mark.parametrize("name", ["restaurant_name", "driver_phone", "mobile_app", "recipient_id", "staff_name"])
def test_other_people_are_no_guests(name):
    order = read_order(**{name: "x"})
    assert not order.get("guest_name")
    assert not order.get("phone")
