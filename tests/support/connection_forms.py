"""Forms of the connections on the settings page, filled in."""

from __future__ import annotations

WEBHOOK = {"webhook_url": "https://sms.example/hook", "webhook_kinds": ["order.ready", "order.late"]}


PRINTER = {
    "printer_name": "Pass",
    "printer_protocol": "escpos",
    "printer_address": "192.168.1.50",
    "printer_width": "58",
    "printer_prints": "tickets",
}


async def only(context, type_):
    [connection] = await context.connections.read(type_)
    return connection


def section(page, name):
    """What the page shows of a section."""
    return page.partition(f'id="{name}" aria-labelledby')[2].partition("</section>")[0]
