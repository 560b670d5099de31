"""An order of sloppy senders, as the interface reads it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pages.api.repair.orders.order_repair import OrderRepair

MADRID = ZoneInfo("Europe/Madrid")


NOW = datetime(2026, 3, 14, 19, 0, tzinfo=UTC)


def read(body):
    repair = OrderRepair(MADRID, NOW)
    return repair.repair(body), {warning["field"]: warning["said"] for warning in repair.repairs.warnings}


def read_order(**fields):
    return read({"items": ["Naan"], **fields})[0]


def read_item(**item):
    order, warnings = read({"items": [{"name": "Garlic Naan", **item}]})
    return order["items"][0], warnings
