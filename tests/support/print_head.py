"""The head of a printer of the tests: it reads ESC/POS byte by byte, and draws what it printed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from tests.support.fake_printer import FakePrinter

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
BOLD = FONT.replace(".ttf", "-Bold.ttf")
COLUMN, ROW = 12, 30
XON, AUTOMATIC_STATUS = b"\x11", b"\x14\x00\x00\x0f"


@dataclass
class Printed:
    """What stands on the paper: a line of text with its style, a picture, a QR code, or a cut."""

    kind: str
    text: str = ""
    align: int = 0
    scale: int = 1
    is_bold: bool = False
    picture: Image.Image | None = None


@dataclass
class PrintHead:
    printer: FakePrinter
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    align: int = 0
    scale: int = 1
    is_bold: bool = False
    code_page: int = 0
    line: bytes = b""
    qr: bytes = b""
    read: int = 0
    paper_moves: asyncio.Semaphore | None = None

    async def run(self) -> None:
        while True:
            byte = await self.take()
            if byte == 0x1B:
                await self.escape()
            elif byte == 0x1D:
                await self.group()
            elif byte == 0x10:
                await self.real_time()
            elif byte == 0x0A:
                self.feed()
            elif byte >= 0x20:
                self.line += bytes([byte])
            else:
                self.printer.errors.append(f"byte {byte:#x}")

    async def run_slowly(self, count: int) -> None:
        """Print so many bytes each time somebody asks; a real-time question is answered before what waits."""
        received, self.reader = self.reader, asyncio.StreamReader()
        self.paper_moves = asyncio.Semaphore(0)
        head = asyncio.create_task(self.run())
        while byte := await received.read(1):
            if byte != b"\x10":
                self.reader.feed_data(byte)
                continue
            self.answer(self.printer.status((await received.readexactly(2))[1]))
            self.printer.questions += 1
            for _ in range(count):
                self.paper_moves.release()
        head.cancel()

    async def take(self) -> int:
        if self.paper_moves is not None:
            await self.paper_moves.acquire()
        self.read += 1
        if self.printer.stops_after is not None and self.read > self.printer.stops_after:
            await self.reader.read()  # it was switched off: the connection stays half open until the other end closes
            raise ConnectionResetError
        if self.printer.closes_after is not None and self.read > self.printer.closes_after:
            raise ConnectionResetError
        return (await self.reader.readexactly(1))[0]

    async def many(self, count: int) -> bytes:
        return bytes([await self.take() for _ in range(count)])

    async def escape(self) -> None:
        command = await self.take()
        if command == ord("@"):
            self.align, self.scale, self.is_bold = 0, 1, False
        elif command == ord("t"):
            self.code_page = await self.take()
        elif command == ord("a"):
            self.align = await self.take()
        elif command == ord("E"):
            self.is_bold = bool(await self.take())
        else:
            self.printer.errors.append(f"ESC {command:#x}")

    async def group(self) -> None:
        command = await self.take()
        if command == ord("!"):
            self.scale = (await self.take() & 7) + 1
        elif command == ord("V"):
            await self.many(2)
            self.printer.done.append(Printed("cut"))
        elif command == ord("v"):
            await self.picture()
        elif command == ord("("):
            await self.symbol()
        elif command == ord("r"):
            await self.take()
            if not self.printer.never_confirms:
                self.answer(0x0C if self.printer.paper_is_out else 0)
        else:
            self.printer.errors.append(f"GS {command:#x}")

    async def picture(self) -> None:
        assert await self.many(2) == b"0\x00"
        across = int.from_bytes(await self.many(2), "little")
        rows = int.from_bytes(await self.many(2), "little")
        dots = await self.many(across * rows)
        drawn = Image.frombytes("1", (across * 8, rows), bytes(byte ^ 0xFF for byte in dots))
        self.printer.done.append(Printed("picture", picture=drawn))

    async def symbol(self) -> None:
        assert await self.take() == ord("k")
        size = int.from_bytes(await self.many(2), "little")
        said = await self.many(size)
        if said[1:3] == b"P0":
            self.qr = said[3:]
        elif said[1:3] == b"Q0":
            self.printer.done.append(Printed("qr", text=self.qr.decode()))

    async def real_time(self) -> None:
        assert await self.take() == 0x04
        self.answer(self.printer.status(await self.take()))

    def answer(self, status: int) -> None:
        if self.printer.speaks_by_itself:
            self.writer.write(XON + AUTOMATIC_STATUS)
        if not self.printer.is_mute:
            self.writer.write(bytes([status]))

    def feed(self) -> None:
        text = self.line.decode("cp858" if self.code_page == 19 else "cp437")
        self.printer.done.append(Printed("text", text, self.align, self.scale, self.is_bold))
        self.line = b""


def draw_line(one: Printed, width: int) -> Image.Image:
    if one.picture is not None:
        return one.picture
    if one.kind == "qr":
        code = segno.make(one.text, error="m", micro=False)
        modules = [list(row) for row in code.matrix_iter(border=2)]
        picture = Image.new("1", (len(modules), len(modules)), 1)
        picture.putdata([0 if module else 1 for row in modules for module in row])
        row = Image.new("1", (width, picture.height * 6), 1)
        row.paste(picture.resize((picture.width * 6,) * 2), ((width - picture.width * 6) // 2, 0))
        return row
    row = Image.new("1", (width, ROW * one.scale), 1)
    if one.kind == "cut":
        ImageDraw.Draw(row).line((0, ROW // 2, width, ROW // 2), fill=0, width=1)
        return row
    font = ImageFont.truetype(BOLD if one.is_bold else FONT, 20 * one.scale)
    long = COLUMN * one.scale * len(one.text)
    left = (width - long) // 2 if one.align == 1 else 0
    for n, letter in enumerate(one.text):
        ImageDraw.Draw(row).text((left + n * COLUMN * one.scale, 0), letter, fill=0, font=font)
    return row
