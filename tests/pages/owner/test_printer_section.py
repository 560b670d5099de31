"""Printers are set up, tested and removed on the settings page."""

from __future__ import annotations

import pytest

from domain.commands import Tap
from domain.connections import ConnectionType
from tests.pages.owner.test_settings_page import entry
from tests.support.connection_forms import PRINTER, only, section
from tests.support.fake_printer import serve_printer
from tests.support.outgoing import sending
from tests.support.waiting import until


async def test_printer_prints_a_test(staff, context):
    async with serve_printer() as printer:
        await staff.post("/settings/printers/new", data={**PRINTER, "printer_address": printer.address})
        kept = await only(context, ConnectionType.PRINTER)
        assert kept.options == {"protocol": "escpos", "width": "58", "address": printer.address}

        async def is_out():
            return "Out of paper" in section((await staff.get("/settings")).text, "printers")

        async with sending(context):
            await staff.post(f"/settings/printers/{kept.id}/test")
            await until(lambda: "Pass" in printer.texts())
            assert not await is_out()
            printer.paper_is_out = True
            await staff.post(f"/settings/printers/{kept.id}/test")
            await until(is_out)


@pytest.mark.parametrize("protocol", ["cloudprnt", "epson"])
async def test_polling_printer_gets_an_address(staff, web, context, protocol):
    await staff.post("/settings/printers/new", data={**PRINTER, "printer_protocol": protocol})
    kept = await only(context, ConnectionType.PRINTER)
    path = f"/api/v1/printers/{kept.options['token']}/{protocol}"
    assert path in (await staff.get("/settings")).text
    assert (await web.post(path)).status_code != 404


@pytest.mark.parametrize(
    ("prints", "told"),
    [
        ("tickets", "order.placed"),
        ("tickets:STATION", "order.placed"),
        ("receipts", "order.placed"),
        ("receipts-ready", "order.ready"),
    ],
)
async def test_printer_is_told_what_it_prints(staff, context, restaurant, prints, told):
    order = await restaurant.order()
    station = order.items[0].station
    await staff.post("/settings/printers/new", data={**PRINTER, "printer_prints": prints.replace("STATION", station)})
    kept = await only(context, ConnectionType.PRINTER)
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    assert [message.kind for message in await context.outgoing.read_log(kept.id, None, 10)] == [told]


async def test_printer_mistakes_are_said_beside_fields(staff, context):
    sent = {"printer_address": "no address", "printer_protocol": "escpos"}
    answer = await staff.post("/settings/printers/new", data=sent)
    assert answer.status_code == 422
    assert "Write an address like" in entry(answer.text, "printer_address")
    assert "Fill this in." in entry(answer.text, "printer_name")
    await staff.post("/settings/printers/new", data=PRINTER)
    answer = await staff.post("/settings/printers/new", data=PRINTER)
    assert "Another printer has this name." in entry(answer.text, "printer_name")
    assert len(await context.connections.read()) == 1
