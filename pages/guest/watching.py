"""Watching: tells the kitchen that a guest's page is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

if TYPE_CHECKING:
    from nicegui import Client

    from pages.live import LiveBoard


def watch_order(board: LiveBoard, order_id: str) -> None:
    """Count the page that is being built as a watcher of its order, whenever it is connected."""
    client = ui.context.client
    # Handlers that held the client would keep it from being freed.
    client.on_connect(partial(board.watching.begin, order_id, client.id))
    client.on_disconnect(partial(_end, board, order_id))
    client.on_delete(partial(board.watching.end, order_id, client.id))


# A phone that changes its network comes back by another socket before the old one is found to have ended.
def _end(board: LiveBoard, order_id: str, client: Client) -> None:
    if not client.has_socket_connection:
        board.watching.end(order_id, client.id)
