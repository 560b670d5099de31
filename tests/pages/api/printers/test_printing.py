"""Paper: tickets and receipts on printers of the tests that speak their protocols byte by byte."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.amendment import Amendment
from domain.commands import Tap
from domain.connections import OrderNews
from domain.item import DraftItem
from domain.kitchen_rules import KitchenRules
from domain.modifiers import Modifier
from tests.support.outgoing import sending
from tests.support.printing import connect, is_printed, log
from tests.support.waiting import until
from tests.support.world import EVENING

CHEESE = Modifier(name="extra cheese", quantity=2)
TIKKA = DraftItem(name="Chicken Tikka Masala", quantity=2, note="not hot", modifiers=(CHEESE,))


async def test_ticket_is_printed(context, restaurant, printer):
    await connect(context, address=printer.address)
    async with sending(context):
        order = await restaurant.order(TIKKA, note="Allergy: peanuts", table="12")
        await until(is_printed(context))
    assert printer.errors == []
    said = printer.texts()
    assert said[0] == order.pickup_code
    assert "Table 12" in said[1]
    assert said[-5:] == [
        "2 x Chicken Tikka Masala",
        "  + 2 x extra cheese",
        "  ! not hot",
        "-" * 48,
        "Allergy: peanuts",
    ]
    assert printer.cuts() == 1


async def test_each_station_gets_its_dishes(context, restaurant, printer):
    await connect(context, address=printer.address, station="Tandoor")  # as the menu wrote it earlier
    await connect(context, address=printer.address, station="bar")
    async with sending(context):
        await restaurant.order("Garlic Naan", "Chicken Tikka Masala")
        await until(is_printed(context))
    assert [text for text in printer.texts() if " x " in text] == ["1 x Garlic Naan"]


async def test_change_and_cancellation_are_marked(context, restaurant, printer):
    await connect(context, address=printer.address)
    async with sending(context):
        order = await restaurant.order("Garlic Naan", "Chicken Tikka Masala")
        await restaurant.tap(Tap.VOID, order.id, "1")
        await until(lambda: printer.cuts() == 2)
        await restaurant.tap(Tap.CANCEL, order.id)
        await until(lambda: printer.cuts() == 3)
    assert printer.texts().count("CHANGED") == 1
    assert printer.texts().count("CANCELLED") == 1


async def test_station_reads_that_its_dish_was_struck(context, restaurant, printer):
    await connect(context, address=printer.address, station="tandoor")
    async with sending(context):
        order = await restaurant.order("Garlic Naan", "Chicken Tikka Masala")
        await restaurant.tap(Tap.VOID, order.id, "1")
        await until(lambda: printer.cuts() == 2)
    said = printer.texts()
    assert said[-3:] == ["-" * 48, "Taken off", "1 x Garlic Naan"]
    assert "CHANGED" in said


async def test_order_struck_by_dish_is_cancelled_on_paper(context, restaurant, printer):
    await connect(context, address=printer.address)
    async with sending(context):
        order = await restaurant.order("Garlic Naan", "Chicken Tikka Masala")
        await restaurant.tap(Tap.VOID, order.id, "1")
        await restaurant.tap(Tap.VOID, order.id, "2")
        await until(lambda: printer.cuts() == 3)
    said = printer.texts()
    ticket = " ".join(said[said.index("CANCELLED") :])
    assert ticket.endswith("- Taken off 1 x Garlic Naan 1 x Chicken Tikka Masala")


async def test_other_tickets_have_what_is_cooked(context, restaurant, printer):
    await connect(context, frozenset({OrderNews.READY}), address=printer.address)
    async with sending(context):
        order = await restaurant.order("Garlic Naan", "Chicken Tikka Masala")
        await restaurant.tap(Tap.VOID, order.id, "1")
        await restaurant.tap(Tap.BUMP, order.id)
        await until(is_printed(context))
    assert [text for text in printer.texts() if " x " in text] == ["1 x Chicken Tikka Masala"]


async def test_scheduled_order_is_printed_when_it_fires(context, restaurant, printer):
    await connect(context, address=printer.address)
    order = await restaurant.order(quoted_for=EVENING + timedelta(hours=5))
    assert await log(context) == []
    await restaurant.tap(Tap.FIRE, order.id)
    assert [one.kind for one in await log(context)] == ["order.received"]
    restaurant.clock.move(seconds=5)
    await restaurant.tap(Tap.START, order.id)
    await restaurant.tap(Tap.UNDO, order.id)
    assert len(await log(context)) == 1


async def test_ticket_that_was_not_printed_is_not_corrected(context, restaurant, printer):
    await connect(context, address=printer.address)
    orders = [await restaurant.order(quoted_for=EVENING + timedelta(days=1)) for _ in range(2)]
    await restaurant.tap(Tap.AMEND, orders[0].id, amendment=Amendment(note="no onions"))
    await restaurant.tap(Tap.MERGE, orders[0].id, other_id=orders[1].id)
    await restaurant.tap(Tap.CANCEL, orders[0].id)
    assert await log(context) == []


async def test_printed_ticket_is_corrected_while_held(context, restaurant, printer):
    await connect(context, address=printer.address)
    at_once = await restaurant.order()
    await restaurant.tap(Tap.HOLD, at_once.id)
    fired = await restaurant.order(quoted_for=EVENING + timedelta(days=1))
    await restaurant.tap(Tap.FIRE, fired.id)
    await restaurant.tap(Tap.UNDO, fired.id)
    for order in (at_once, fired):
        await restaurant.tap(Tap.CANCEL, order.id)
    printed = {(one.order_id, one.kind) for one in await log(context)}
    assert printed == {
        (at_once.id, "order.placed"),
        (at_once.id, "order.cancelled"),
        (fired.id, "order.received"),
        (fired.id, "order.cancelled"),
    }


@pytest.mark.parametrize("prints", ["tickets", "receipts"])
@pytest.mark.parametrize("tap", [Tap.START, Tap.BUMP])
async def test_order_begun_early_is_printed(context, restaurant, printer, prints, tap):
    await connect(context, address=printer.address, prints=prints)
    order = await restaurant.order(quoted_for=EVENING + timedelta(hours=5))
    await restaurant.tap(tap, order.id, "1")
    assert [one.kind for one in await log(context)] == ["order.received"]


async def test_scheduled_drinks_are_printed_when_they_fire(context, restaurant, printer):
    restaurant.rules = KitchenRules(off_rail=frozenset({"bar"}))
    await connect(context, address=printer.address)
    order = await restaurant.order("Mango Lassi", quoted_for=EVENING + timedelta(hours=5))
    assert await log(context) == []
    await restaurant.tap(Tap.FIRE, order.id)
    assert [one.kind for one in await log(context)] == ["order.received"]


async def test_receipt_has_the_code_of_the_page(context, restaurant, printer):
    await connect(context, frozenset({OrderNews.READY}), address=printer.address, prints="receipts", width="58")
    async with sending(context):
        order = await restaurant.order()
        await restaurant.tap(Tap.BUMP, order.id)
        await until(is_printed(context))
    codes = [one.text for one in printer.done if one.kind == "qr"]
    assert codes == [context.tracking_url(order)]
    assert "-" * 32 in printer.texts()
    assert max(map(len, printer.texts())) <= 32


async def test_receipt_is_in_the_language_of_the_order(context, restaurant, printer):
    await connect(context, frozenset({OrderNews.PLACED}), address=printer.address, prints="receipts")
    async with sending(context):
        await restaurant.order(language="es")
        await until(is_printed(context))
    assert "Sigue tu pedido:" in printer.texts()


async def test_quantities_are_printed_in_the_language(context, restaurant, printer):
    await connect(context, frozenset({OrderNews.PLACED}), address=printer.address, prints="receipts")
    async with sending(context):
        await restaurant.order(DraftItem(name="Pescado", quantity=1.5), language="es")
        await until(is_printed(context))
    assert "1,5 x Pescado" in printer.texts()


@pytest.mark.parametrize("name", ["麻婆豆腐", "شاورما دجاج", "Борщ", "ราเมน"])
async def test_other_scripts_are_printed_as_pictures(context, restaurant, printer, name):
    await connect(context, address=printer.address)
    async with sending(context):
        await restaurant.order(name)
        await until(is_printed(context))
    pictures = [one.picture for one in printer.done if one.kind == "picture"]
    assert len(pictures) == 1
    assert pictures[0].width == 576
    assert pictures[0].getextrema() == (0, 255)


@pytest.mark.parametrize("wrong", [("paper_is_out", "out of paper"), ("cover_is_open", "the cover is open")])
async def test_what_is_wrong_is_said_and_printed_later(monkeypatch, context, restaurant, printer, wrong):
    state, problem = wrong
    monkeypatch.setattr("storage.printing.network_printer.NetworkPrinter.pauses", (0.0,) * 500)
    setattr(printer, state, True)
    await connect(context, address=printer.address)
    async with sending(context):
        await restaurant.order()

        async def is_said():
            return await context.outgoing.printer_problems() == (("Kitchen", problem),)

        await until(is_said)
        assert printer.cuts() == 0
        setattr(printer, state, False)
        await until(is_printed(context))
    assert printer.cuts() == 1
    assert await context.outgoing.printer_problems() == ()


@pytest.mark.parametrize("address", ["127.0.0.1:9", "[::1]:9", "[::1]"])
async def test_printer_that_is_off_is_said(context, restaurant, address):
    await connect(context, address=address)
    async with sending(context):
        await restaurant.order()

        async def is_said():
            return "switched on" in str(await context.outgoing.printer_problems())

        await until(is_said)


async def test_slow_printer_slows_no_tap(context, restaurant, printer):
    printer.is_mute = True
    await connect(context, address=printer.address)
    async with sending(context):
        order = await restaurant.order()
        done = await restaurant.tap(Tap.BUMP, order.id)
        assert done.stage == "ready"
        assert (await log(context))[0].outcome == ""
