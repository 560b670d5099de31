"""Payloads: what a connection is told of an order, written when its change is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.connections import Connection, ConnectionType, OrderNews
from domain.events import EventKind
from domain.notices import NoticeKind, Wording
from domain.stages import Stage
from pages.components.labels import stage_name
from pages.components.paper import RECEIPTS, kitchen_ticket, receipt
from pages.i18n import choose_language, translator_for
from pages.schemas.order_out import order_out

if TYPE_CHECKING:
    from domain.order import Order
    from domain.paper import Paper
    from pages.owner_ports import RestaurantSettings

TextWriter = Callable[["Order", NoticeKind, str], Wording]

# News that a guest can be told in the words of a notice, for a gateway that sends SMS or e-mail.
_NOTICES = {
    OrderNews.READY: NoticeKind.READY,
    OrderNews.CANCELLED: NoticeKind.CANCELLED,
    OrderNews.LATE: NoticeKind.LATE,
}


class PayloadWriter:
    """Writes payloads. `write_text` returns the words of a notice, `link` the address of an order's page.

    What the restaurant's staff read is in its own language, by its `settings`; a receipt is in the order's.
    """

    def __init__(self, write_text: TextWriter, link: Callable[[Order], str], settings: RestaurantSettings) -> None:
        self._write_text, self._link, self._settings = write_text, link, settings

    def __call__(self, connection: Connection, news: OrderNews, order: Order, at: datetime) -> str | None:
        """Return what to send to a connection about an order at a time (UTC), or None for nothing."""
        match connection.type:
            case ConnectionType.WEBHOOK:
                return self._webhook(news, order, at)
            case ConnectionType.SOURCE:
                return self._write_back(news, order)
            case ConnectionType.PRINTER:
                paper = self._paper(connection, news, order, at)
                return paper.to_json() if paper else None

    # By Standard Webhooks: type, timestamp, data.
    def _webhook(self, news: OrderNews, order: Order, at: datetime) -> str:
        told = order_out(order, self._link(order)).model_dump(mode="json")
        if kind := _NOTICES.get(news):
            words = self._write_text(order, kind, order.language)
            told["message"] = {"title": words.title, "body": words.body, "language": words.language}
        timestamp = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return json.dumps({"type": news.value, "timestamp": timestamp, "data": told}, ensure_ascii=False)

    def _paper(self, connection: Connection, news: OrderNews, order: Order, at: datetime) -> Paper | None:
        if _is_yet_to_fire(order) or (news is OrderNews.RECEIVED and order.fired_at != at):
            return None
        is_receipt = connection.options.get("prints") == RECEIPTS
        language = choose_language([order.language] if is_receipt else [], self._settings.languages)
        t = translator_for(language, self._settings.timezone)
        if is_receipt:
            return receipt(order, self._settings.restaurant_name, self._link(order), t)
        return kitchen_ticket(order, connection.options.get("station", ""), news, t)

    def _write_back(self, news: OrderNews, order: Order) -> str | None:
        if not order.external_ref:
            return None
        # What nobody cooks is ready as soon as it is placed, and its source is told both.
        is_received = news is OrderNews.PLACED and order.stage is Stage.READY
        stage = Stage.RECEIVED if is_received else order.stage
        t = translator_for(self._settings.languages[0], self._settings.timezone)
        note = f"{stage_name(stage, t)} · {order.pickup_code} · {self._link(order)}"
        said = {"external_id": order.external_ref, "stage": stage.value, "note": note}
        return json.dumps(said, ensure_ascii=False)


# What came in for later is printed when it fires; until then there is no paper to correct. One that was taken back from
# the rail has its paper.
def _is_yet_to_fire(order: Order) -> bool:
    came_for_later = any(event.kind is EventKind.SCHEDULED and event.version == 1 for event in order.events)
    return came_for_later and all(event.kind is not EventKind.FIRED for event in order.events)
