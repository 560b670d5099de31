"""Odoo orders: notes of each version, times, returns."""

from __future__ import annotations

import json

import pytest

from domain.sources import OrderState, with_own_line
from pages.api.sources.registry import SOURCES
from tests.support.vendor_orders import Said, odoo_order


def mapped(source: str, order: dict):
    return SOURCES[source].map_order(order, {})


def test_odoo_note_is_without_what_was_written_back():
    order = odoo_order(Said()) | {"general_note": with_own_line("Nut allergy", "Preparing · A42")}
    assert mapped("odoo", order).fields["note"] == "Nut allergy"


def test_odoo_18_notes_name_and_time_are_read():
    texts = ("VIP", "", with_own_line("", "Ready"), "quick")
    coloured = json.dumps([{"text": text, "colorIndex": 3} for text in texts])
    order = odoo_order(Said()) | {
        "general_customer_note": "Nut allergy",
        "internal_note": coloured,
        "partner_id": False,
    }
    order |= {"general_note": False, "floating_order_name": "Table of Bo", "preset_time": "2026-03-14 19:30:00"}
    order["lines"][0] |= {"customer_note": "", "note": json.dumps([{"text": "No onions", "colorIndex": 1}])}
    fields = mapped("odoo", order).fields
    assert (fields["note"], fields["guest_name"]) == ("Nut allergy\nVIP, quick", "Table of Bo")
    assert fields["quoted_for"].isoformat() == "2026-03-14T19:30:00+00:00"
    assert fields["items"][0]["note"] == "No onions"


@pytest.mark.parametrize("note", ["[rare", "rare", "[1, 2]", "{}"])
def test_odoo_note_in_words_is_read_as_it_is(note):
    order = odoo_order(Said())
    order["lines"][0] |= {"customer_note": "", "note": note}
    assert mapped("odoo", order).fields["items"][0]["note"] == note


def test_odoo_return_is_no_order():
    order = odoo_order(Said())
    (line,) = order["lines"]
    back = line | {"qty": -1}
    assert len(mapped("odoo", order | {"lines": [line, back]}).fields["items"]) == 1
    assert mapped("odoo", order | {"lines": [back]}).state is OrderState.EMPTY
