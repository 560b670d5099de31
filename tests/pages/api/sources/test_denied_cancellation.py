"""An Open Delivery app denies the cancellation that it was asked for: the order counts there, and goes on there."""

from __future__ import annotations

import json

import pytest

from domain.commands import Tap, TapCommand
from domain.stages import Stage
from tests.support.source_counter import counter_of
from tests.support.vendor_orders import Said
from tests.support.vendors import VENDORS

APP = next(one for one in VENDORS if one.name == "opendelivery")


class App:
    """An app with one order, which was cancelled here, and which was asked for its cancellation."""

    def __init__(self, counter):
        self.counter, self.events = counter, 0

    async def says(self, event):
        self.events += 1
        told = {"eventId": f"E{self.events}", "eventType": event, "orderId": "4711"}
        await self.counter.map(json.dumps(told).encode(), told["eventId"])
        return (await self.counter.context.deliveries.read((), None, 1))[0]

    async def tap(self, tap):
        await self.counter.context.kitchen.tap(TapCommand(tap, self.order.id))

    @property
    def order(self):
        return self.counter.orders[0]


@pytest.fixture
async def app():
    async with counter_of(APP) as counter:
        await counter.tell(Said(), "E0")
        app = App(counter)
        await app.tap(Tap.CANCEL)
        await counter.context.sources.expect_echo(app.order.id)
        yield app


async def test_later_cancellation_counts(app):
    await app.tap(Tap.REOPEN)
    assert (await app.says("CANCELLATION_REQUEST_DENIED")).outcome == "repeated"
    await app.says("CANCELLED")
    assert app.order.stage is Stage.CANCELLED


async def test_staff_are_told_once(app):
    for outcome in ("refused", "repeated"):  # the webhook, and the poll
        assert (await app.says("CANCELLATION_REQUEST_DENIED")).outcome == outcome
    refused = app.counter.context.board.refused.deliveries
    assert [(one.order_id, "refuses to cancel" in one.problem) for one in refused] == [(app.order.id, True)]
    await app.tap(Tap.REOPEN)
    assert app.order.is_open


async def test_what_changed_meanwhile_is_taken(app):
    await app.tap(Tap.REOPEN)
    app.counter.at_vendor = Said(note="No nuts")
    assert (await app.says("CANCELLATION_REQUEST_DENIED")).outcome == "taken"
    assert "No nuts" in app.order.note
