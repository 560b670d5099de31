"""Odoo's way out: an order is read by JSON-RPC, and its stage is written beside the guest's note."""

from __future__ import annotations

import json

import pytest

from domain.stages import Stage
from tests.support.fake_vendor import client_of
from tests.support.vendor_orders import Said, odoo_order


def odoo_rpc(order):
    """Return what Odoo answers to JSON-RPC when it has this order."""
    results = {
        "login": 2,
        "fields_get": {key: {} for key in order},
        "pos.order.line.fields_get": {key: {} for line in odoo_order(Said())["lines"] for key in line},
        "pos.order.read": [order],
        "pos.order.line.read": odoo_order(Said())["lines"],
        "write": True,
    }

    def rpc(said):
        method, arguments = said["params"]["method"], said["params"]["args"]
        if method == "login":
            return {"result": results["login"] if arguments == ["shop", "key", "token"] else False}
        return {"result": results.get(f"{arguments[3]}.{arguments[4]}", results.get(arguments[4]))}

    return {("POST", "/jsonrpc"): rpc}


async def test_odoo_is_read_by_json_rpc():
    order = odoo_order(Said()) | {"lines": [1]}
    async with client_of("odoo", odoo_rpc(order), database="shop") as (client, vendor):
        assert json.loads(await client.fetch("4711")) == odoo_order(Said())
    calls = [said["params"]["args"] for _, _, said in vendor.asked if said["params"]["method"] == "execute_kw"]
    asked = {(model, method): arguments for _, _, _, model, method, arguments in calls}
    assert "preset_time" in asked["pos.order", "fields_get"][0]
    assert "preset_time" not in asked["pos.order", "read"][1]
    assert "note" in asked["pos.order.line", "fields_get"][0]
    assert "note" not in asked["pos.order.line", "read"][1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (False, "OrderBell: Ready · A42"),
        ("Nut allergy", "Nut allergy\nOrderBell: Ready · A42"),
        ("Nut allergy\nOrderBell: Preparing · A42", "Nut allergy\nOrderBell: Ready · A42"),
    ],
)
async def test_odoo_keeps_the_guests_note(before, after):
    order = odoo_order(Said()) | {"general_note": before}
    async with client_of("odoo", odoo_rpc(order), database="shop") as (client, vendor):
        await client.write_back("4711", Stage.READY, "Ready · A42")
    assert vendor.asked[-1][2]["params"]["args"][4:] == ["write", [[4711], {"general_note": after}]]


async def test_odoo_without_a_note_is_not_written_to():
    order = odoo_order(Said())
    del order["general_note"]
    async with client_of("odoo", odoo_rpc(order), database="shop") as (client, vendor):
        await client.write_back("4711", Stage.READY, "Ready · A42")
    methods = [said["params"]["args"][4:5] for _, _, said in vendor.asked]
    assert ["fields_get"] in methods
    assert ["write"] not in methods
