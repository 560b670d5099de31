"""The floor of `crowd`: a bare FastAPI WebSocket that commits one row with the product's pragmas and sends one frame.

python -m tests.benchmarks.floor PORT FOLDER
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from starlette.responses import HTMLResponse

from storage.database.sqlite import PRAGMAS

if TYPE_CHECKING:
    from collections.abc import Iterable

# About what a tap changes on the product's page.
PAGE = "<!doctype html><main>" + "<li>Chicken Tikka Masala</li>" * 60 + "</main>"


def floor_app(database: Path) -> FastAPI:  # noqa: C901  a handful of short routes
    """Build the application on a fresh database."""
    app, watchers = FastAPI(), defaultdict[int, set[WebSocket]](set)
    db = sqlite3.connect(database, check_same_thread=False, isolation_level=None)
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    db.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, page TEXT NOT NULL)")

    def commit(statement: str, *values: object) -> tuple[Any, ...]:
        db.execute("BEGIN IMMEDIATE")
        row = db.execute(statement, values).fetchone()
        db.execute("COMMIT")
        return row

    async def send(sockets: Iterable[WebSocket], frame: str) -> None:
        for socket in list(sockets):
            with suppress(WebSocketDisconnect):
                await socket.send_text(frame)

    @app.post("/orders")
    async def place() -> int:
        statement = "INSERT INTO orders (version, page) VALUES (1, ?) RETURNING id"
        return int((await asyncio.to_thread(commit, statement, PAGE))[0])

    @app.post("/orders/{order_id}/tap")
    async def tap(order_id: int) -> int:
        statement = "UPDATE orders SET version = version + 1, page = ? WHERE id = ? RETURNING version"
        (version,) = await asyncio.to_thread(commit, statement, PAGE, order_id)
        await send(watchers[order_id], json.dumps({"version": version, "page": PAGE}))
        return int(version)

    @app.post("/busy")
    async def busy() -> None:
        for sockets in list(watchers.values()):
            await send(sockets, json.dumps({"version": 0, "page": PAGE}))

    @app.get("/t/{order_id}")
    async def page(order_id: int) -> HTMLResponse:
        assert order_id
        return HTMLResponse(PAGE)

    @app.websocket("/t/{order_id}")
    async def watch(socket: WebSocket, order_id: int) -> None:
        await socket.accept()
        watchers[order_id].add(socket)
        with suppress(WebSocketDisconnect):
            await socket.receive_text()
        watchers[order_id].discard(socket)

    return app


if __name__ == "__main__":
    uvicorn.run(
        floor_app(Path(sys.argv[2]) / "floor.sqlite3"),
        port=int(sys.argv[1]),
        log_level="error",
        ws_per_message_deflate=False,
    )
