"""An ESC/POS printer of the tests: it reads byte by byte, answers status requests, and draws what it printed.

It knows the commands that a thermal printer of 203 dpi has; a byte that begins none of them is an error.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PIL import Image

from tests.support.print_head import Printed, PrintHead, draw_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass
class FakePrinter:
    """The printer and its state, which tests change."""

    paper_is_out: bool = False
    cover_is_open: bool = False
    is_mute: bool = False
    never_confirms: bool = False
    speaks_by_itself: bool = False
    stops_after: int | None = None
    closes_after: int | None = None
    bytes_per_question: int | None = None
    questions: int = 0
    address: str = ""
    done: list[Printed] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def texts(self) -> list[str]:
        return [one.text for one in self.done if one.kind == "text"]

    def cuts(self) -> int:
        return sum(one.kind == "cut" for one in self.done)

    def status(self, asked: int) -> int:
        """Return the answer to DLE EOT."""
        out, is_open = self.paper_is_out, self.cover_is_open
        said = {
            1: 0x12 | (0x08 if out or is_open else 0),
            2: 0x12 | (0x20 if out else 0) | (0x04 if is_open else 0),
            4: 0x12 | (0x60 if out else 0),
        }
        return said[asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = PrintHead(self, reader, writer)
            await (head.run() if self.bytes_per_question is None else head.run_slowly(self.bytes_per_question))
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    def draw(self, width: int) -> Image.Image:
        """Return a picture of the paper."""
        rows = [draw_line(one, width) for one in self.done]
        paper = Image.new("1", (width, sum(row.height for row in rows) or 1), 1)
        top = 0
        for row in rows:
            paper.paste(row, (0, top))
            top += row.height
        return paper


@asynccontextmanager
async def serve_printer() -> AsyncIterator[FakePrinter]:
    """Serve a printer on this machine."""
    printer = FakePrinter()
    server = await asyncio.start_server(printer.serve, "127.0.0.1", 0)
    printer.address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield printer
    finally:
        server.close()
