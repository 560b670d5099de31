"""Printers that take a ticket and say no more: the cook gets it, no dish is cooked twice, and no tap waits."""

from __future__ import annotations

import pytest

from domain.commands import Tap
from domain.paper import read_paper
from storage.printing import network_printer
from tests.support.outgoing import sending
from tests.support.printing import POLL, STAR, TOKEN, connect, is_printed, log
from tests.support.waiting import until

AGAIN, PROBLEM = "PRINTED AGAIN", network_printer.UNCONFIRMED
MIDDLE = 60  # bytes, within the ticket
LATER = {"minutes": 3}  # later than the next attempt and the end of a lease


@pytest.fixture
def impatient(monkeypatch):
    """For printers that stay silent; the other way would only make the test slow."""
    with monkeypatch.context() as patched:
        patched.setattr(network_printer, "ASK_SECONDS", 0.01)
        patched.setattr(network_printer, "SILENCE_SECONDS", 0.1)
        patched.setattr(network_printer, "PRINT_SECONDS", 0.3)
        yield patched


def is_said(context, problem=PROBLEM):
    async def check():
        return await context.outgoing.printer_problems() == (("Kitchen", problem),)

    return check


async def is_failed(context):
    return (await log(context))[0].outcome == "failed"


@pytest.mark.usefixtures("impatient")
async def test_unconfirmed_ticket_is_printed_once_more(context, restaurant, printer):
    printer.never_confirms = True
    await connect(context, address=printer.address)
    async with sending(context):
        await restaurant.order()
        await until(is_said(context))
        assert (printer.cuts(), printer.texts().count(AGAIN)) == (1, 0)
        assert (await log(context))[0].outcome == ""
        restaurant.clock.move(**LATER)
        await context.outgoing.send_waiting()
        await until(lambda: is_failed(context))
        assert await is_said(context)()
    assert (printer.cuts(), printer.texts().count(AGAIN)) == (2, 1)


@pytest.mark.parametrize("fault", ["stops_after", "closes_after"])
async def test_printer_goes_off_in_the_middle(context, restaurant, printer, impatient, fault):
    setattr(printer, fault, MIDDLE)
    await connect(context, address=printer.address)
    async with sending(context):
        order = await restaurant.order()
        await until(is_said(context))
        assert printer.cuts() == 0
        setattr(printer, fault, None)
        impatient.undo()
        restaurant.clock.move(**LATER)
        await context.outgoing.send_waiting()
        await until(is_printed(context))
    again = printer.texts().index(AGAIN)
    assert printer.texts()[again + 1] == order.pickup_code
    assert printer.cuts() == 1
    assert await context.outgoing.printer_problems() == ()


async def test_paper_ends_in_the_middle(monkeypatch, context, restaurant, printer):
    monkeypatch.setattr(network_printer, "ASK_SECONDS", 0.01)
    printer.bytes_per_question = 1
    await connect(context, address=printer.address)
    async with sending(context):
        await restaurant.order()
        await until(lambda: printer.questions > MIDDLE)
        printer.paper_is_out = True
        await until(is_said(context, "out of paper"))
        printer.paper_is_out, printer.bytes_per_question = False, None
        restaurant.clock.move(**LATER)
        await context.outgoing.send_waiting()
        await until(is_printed(context))
    assert printer.texts().count(AGAIN) == 1
    assert await context.outgoing.printer_problems() == ()


async def test_slow_printer_is_waited_for(monkeypatch, context, restaurant, printer):
    monkeypatch.setattr(network_printer, "ASK_SECONDS", 0.001)
    printer.bytes_per_question = 1
    await connect(context, address=printer.address)
    async with sending(context):
        order = await restaurant.order()
        await until(lambda: printer.questions > MIDDLE)
        assert (await restaurant.tap(Tap.BUMP, order.id)).stage == "ready"
        assert printer.cuts() == 0
        await until(is_printed(context))
    assert (printer.cuts(), printer.texts().count(AGAIN)) == (1, 0)


async def test_server_stops_in_the_middle(context, restaurant, printer):
    printer.stops_after = MIDDLE
    await connect(context, address=printer.address)
    async with sending(context):
        await restaurant.order()
        await until(printer.texts)
    left = (await log(context))[0]
    assert (left.outcome, read_paper(left.payload).lines[0].text) == ("", AGAIN)


async def test_ticket_sent_again_says_so(context, restaurant, printer):
    await connect(context, address=printer.address)
    async with sending(context):
        await restaurant.order()
        await until(is_printed(context))
        assert AGAIN not in printer.texts()
        assert await context.outgoing.send_again((await log(context))[0].message_id)
        await until(lambda: printer.cuts() == 2)
    assert printer.texts().count(AGAIN) == 1


async def test_polling_printer_that_never_confirms(web, context, restaurant):
    await connect(context, protocol="cloudprnt", token=TOKEN)
    await restaurant.order()
    pictures = []
    for _ in range(2):
        offer = (await web.post(STAR, json=POLL)).json()
        pictures.append((await web.get(STAR, params={"token": offer["jobToken"]})).content)
        restaurant.clock.move(**LATER)
    assert pictures[0] != pictures[1]
    assert await is_said(context)()
    assert (await web.post(STAR, json=POLL)).json() == {"jobReady": False}
    assert await is_failed(context)
    await web.post(STAR, json=POLL)
    assert await is_said(context)()


async def test_what_a_printer_says_by_itself_is_no_answer(monkeypatch, context, restaurant, printer):
    monkeypatch.setattr("storage.printing.network_printer.NetworkPrinter.pauses", (0.0,) * 500)
    monkeypatch.setattr(network_printer, "STATUS_SECONDS", 0.3)
    printer.speaks_by_itself = printer.is_mute = True
    await connect(context, address=printer.address)
    async with sending(context):
        await restaurant.order()

        async def is_said():
            return await context.outgoing.printer_problems() == (("Kitchen", "the printer does not say how it is"),)

        await until(is_said)
        assert printer.cuts() == 0
        printer.is_mute = False
        await until(is_printed(context))
    assert (printer.errors, printer.cuts()) == ([], 1)
