"""The sender's own number of an order: a retry under it is one order, under whatever name it comes."""

import pytest

from pages.api.repair.orders.order_fields import REFERENCE_NAMES
from tests.support.order_reading import read
from tests.support.rest import ORDER

ORDERS = "/api/v1/orders"
NAMES = ("external_ref", *REFERENCE_NAMES, "ref")


@pytest.mark.parametrize("name", [*NAMES, "orderRef"])
async def test_an_order_that_comes_again_is_one(api, name):
    sent = ORDER | {name: "pos-1042"}
    first, again = [await api.post(ORDERS, json=sent) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["external_ref"] == "pos-1042"
    await api.post(ORDERS, json=ORDER | {name: "pos-1043"})
    (found,) = (await api.get(ORDERS, params={name: "pos-1042"})).json()
    assert found["id"] == first.json()["id"]


@pytest.mark.parametrize(
    "fields",
    [
        *({name: "9f86d081-42"} for name in ("id", "uuid", "code", "guid", "session_id", "customer_reference")),
        *({"ref": said} for said in ("google", "qr-table-7", "https://example.org/7", True, None)),
        {"customer": {"name": "Ana", "external_id": "c-7"}, "store": {"reference_id": "s-7", "ref": "7"}},
        {"details": {"external_id": "d-7", "ref": "7"}, "attributes": {"reference_number": "7"}},
    ],
)
def test_what_is_the_number_of_something_else_is_none(fields):
    assert not read({"items": ["Naan"], **fields})[0].get("external_ref")


def test_the_number_of_a_dish_or_of_a_place_is_none_of_the_order():
    for name in ("external_id", "reference_id", "external_reference", "ref", "short_code", "external_number"):
        assert not read({"dish": "Naan", "quantity": 2, name: "d-7"})[0].get("external_ref")
        assert not read({"outlet": {name: "s-7", "orders": [{"items": ["Naan"]}]}})[0].get("external_ref")
        assert not read({"seats": [{name: "7", "items": ["Naan"]}]})[0].get("external_ref")


def test_the_number_that_people_read_comes_first():
    order, _ = read({"items": ["Naan"], "external_id": "9f86d081", "order_number": "17"})
    assert order["external_ref"] == "17"
    assert read({"items": ["Naan"], "order_details": {"order_no": "17"}})[0]["external_ref"] == "17"
    for name in ("orderCode", "displayId", "short_order_number"):
        for order in ({"order_id": "9f86d081", name: "17"}, {"external_id": None, name: 17}):
            assert read({"items": ["Naan"], **order})[0]["external_ref"] == "17"


@pytest.mark.parametrize("name", ["thirdPartyReference", "externalNumber", "receipt_number", "FriendlyOrderReference"])
def test_the_number_of_a_vendor_is_a_reference(name):
    assert read({"items": ["Naan"], "id": "9f86d081", name: "pos-1042"})[0]["external_ref"] == "pos-1042"


@pytest.mark.parametrize(
    "fields",
    [
        *(
            {name: "A17"}
            for name in ("third_party_order_reference", "localOrderId", "shortOrderNumber", "confirmation_id")
        ),
        {"external_identifiers": {"id": "9f86d081", "friendlyId": "A17"}},
        {"ext_platforms": [{"id": "A17", "name": "zomato"}]},
        {"short_code": "42", "code": "A17"},
        {"short_code": "A17"},
    ],
)
def test_a_number_is_known_by_the_kind_of_its_name(fields):
    order, _ = read({"items": ["Naan"], **fields})
    assert order["external_ref"] == "A17"
    assert read({"items": ["Naan"], "order_number": "17", **fields})[0]["external_ref"] == "17"


@pytest.mark.parametrize("name", ["parent_order_id", "payment_order_id", "order_ids", "merchant_ref_id", "shop_number"])
def test_a_number_of_another_kind_is_none(name):
    assert not read({"items": ["Naan"], name: "A17"})[0].get("external_ref")
    assert not read({"items": ["Naan"], "ext_platforms": [{"name": "A17"}, {"id": "7"}]})[0].get("external_ref")


# The second order with one of these would be taken for the first one again.
@pytest.mark.parametrize("filler", [0, "000", "N/A", "NONE", "PENDING", "-", ""])
@pytest.mark.parametrize("name", ["invoice_no", "receipt_no", "short_code", "pickup_code", "shop_order_number"])
def test_what_stands_for_no_number_is_none(name, filler):
    assert not read({"items": ["Naan"], name: filler})[0].get("external_ref")


@pytest.mark.parametrize("name", ["external_ref", "order_number", "orderId", "order_no"])
def test_a_filler_under_a_usual_name_is_no_number(name):
    for filler in ("N/A", "none", "-", "Unknown"):
        order, warnings = read({"items": ["Naan"], name: filler})
        assert not order.get("external_ref")
        assert warnings["external_ref"] == "stands for no number; left out"


def test_a_filler_among_identifiers_is_no_number():
    assert not read({"items": ["Naan"], "external_identifiers": {"id": "N/A", "friendlyId": 0}})[0].get("external_ref")
    assert read({"items": ["Naan"], "external_identifiers": {"id": "17", "friendlyId": "-"}})[0]["external_ref"] == "17"


def test_a_pager_is_no_number_of_an_order():
    assert not read({"items": ["Naan"], "call_no": 5})[0].get("external_ref")
