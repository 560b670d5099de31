"""What objects beside the lines say for a cook is in the order's note: of guests, of places, of a message."""

import pytest

from tests.support.order_reading import read

PEOPLE = ("customer", "guest", "client", "billing", "contact", "eater", "consumer", "customer_info", "recipient")
PLACES = ("pickup", "delivery", "fulfillment", "delivery_info", "dine_in", "meta", "reservation", "delivery_address")
OURS = ("note", "notes", "comment", "remark", "special_instructions")


def note_of(**fields):
    return read({"items": ["Naan"], **fields})[0].get("note", "")


@pytest.mark.parametrize("holder", [*PEOPLE, *PLACES, "guests", "customers", "extra_info"])
def test_notes_and_allergies_in_objects_are_kept(holder):
    person = {"name": "Ana", "phone": "600", "allergies": ["milk"]}
    for name in OURS:
        sent = person | {name: "no nuts"}
        for fields in ({holder: sent}, {holder: [sent]}, {"order": {holder: sent, "items": ["Naan"]}}):
            assert note_of(**fields) == "no nuts\nallergies: milk"
    assert note_of(**{holder: {"dietary_requirements": "vegan"}}) == "dietary requirements: vegan"


def test_the_note_of_the_order_stands_first():
    order, warnings = read({"customer": {"name": "Ana", "note": "no nuts"}, "comment": "At 9", "items": ["Naan"]})
    assert (order["guest_name"], order["note"]) == ("Ana", "At 9\nno nuts")
    assert warnings["customer/note"] == "was added to note"


def test_objects_within_such_objects_are_read():
    assert note_of(pickup={"recipient": {"display_name": "Ana", "note": "no nuts"}}) == "no nuts"
    assert note_of(customer={"profile": {"allergies": ["milk"]}}) == "allergies: milk"
    assert note_of(delivery={"address": {"note": "3rd floor"}}) == "3rd floor"


def test_the_allergy_of_each_guest_is_kept():
    assert note_of(guests=[{"name": "Ana", "allergies": ["milk"]}, {"name": "Bob", "allergies": ["nuts"]}]) == (
        "allergies: milk\nallergies: nuts"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {
            "customer": {
                "name": "Ana",
                "marketing_preferences": "email",
                "contact_preference": "sms",
                "wishlist": ["Tea"],
            }
        },
        {"customer": {"name": "Ana", "notes_count": 3, "note": None, "note_id": "7", "preferred_language": "es"}},
        {"customer": {"name": "Ana", "allergies": [], "allergen_info": {"nuts": False}}},
        {"meta": {"message": "OK", "request_source": "web", "info": "v2", "details": "created"}},
        {"delivery": {"requested_time": "2026-03-14T20:30:00+01:00", "status": "new"}},
        {"shipping_address": {"text": "Main Street 4", "details": "4 B"}},
        {"store": {"name": "Centre", "note": "ring twice"}, "payment": {"note": "paid"}, "courier": {"note": "late"}},
        {"billing": {"payment_instructions": "4111 1111 1111 1111", "tax_note": "B12"}},
        {"restaurant": {"allergies": ["all"]}, "driver": {"comment": "late"}, "guests": 4, "table": "7"},
    ],
)
def test_what_is_for_no_cook_is_no_note(fields):
    assert note_of(**fields) == ""


def test_a_caution_is_a_note():
    assert note_of(caution="nut allergy") == "nut allergy"
    assert not note_of(timemode="advance")


def test_a_description_is_a_note_where_no_other_is():
    assert note_of(description="nut allergy", request_id="r-7") == "nut allergy"
    for fields in ({"description": "Order 1042"}, {"description": "Web shop", "notes": ""}, {"description": None}):
        assert not note_of(**fields)
    assert not note_of(sections=[{"description": "Cold", "items": ["Naan"]}], items=[])
