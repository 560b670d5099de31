"""ESC/POS: the few commands that a ticket needs (Epson, ESC/POS Command Reference).

python-escpos has them all, on blocking sockets with a timeout of 60 s and without reading the status back; what is
needed here is shorter than its wiring.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from domain.paper import Align
from storage.printing.raster import DOTS, draw_line, to_bits

if TYPE_CHECKING:
    from PIL import Image

    from domain.paper import Paper, PaperLine

INITIALIZE = b"\x1b@"
# Code page 858: Western Europe with the euro (ESC t 19).
CODE_PAGE, SELECT_CODE_PAGE = "cp858", b"\x1bt\x13"
ALIGN = {Align.LEFT: b"\x1ba\x00", Align.CENTER: b"\x1ba\x01"}
BOLD_ON, BOLD_OFF = b"\x1bE\x01", b"\x1bE\x00"
LARGE_ON, LARGE_OFF = b"\x1d!\x11", b"\x1d!\x00"
FEED_AND_CUT = b"\x1dVB\x00"
# Real-time status: the printer answers even while it is busy or offline (DLE EOT n).
ASK_PRINTER, ASK_OFFLINE, ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
# Paper sensor status (GS r 1): answered in turn, after all that was sent before is printed.
ASK_WHEN_PRINTED = b"\x1dr\x01"
# Characters of font A, by the width of the paper in mm.
COLUMNS = {"80": 48, "58": 32}
_QR_MODEL_2 = b"\x1d(k\x04\x001A2\x00"
_QR_SIZE_6 = b"\x1d(k\x03\x001C\x06"
_QR_LEVEL_M = b"\x1d(k\x03\x001E1"
_QR_PRINT = b"\x1d(k\x03\x001Q0"
MAX_RASTER_ROWS = 256


def encode(paper: Paper, width: str) -> bytes:
    """Return the bytes that print a paper on `width` mm: text by the code page, what lies beyond it as a raster."""
    parts = [INITIALIZE, SELECT_CODE_PAGE, *(_line(line, width) for line in paper.lines)]
    if paper.qr:
        parts += [ALIGN[Align.CENTER], _qr(paper.qr.encode()), b"\n"]
    return b"".join([*parts, FEED_AND_CUT])


def _line(line: PaperLine, width: str) -> bytes:
    columns = COLUMNS[width]
    if line.is_rule:
        return ALIGN[Align.LEFT] + b"-" * columns + b"\n"
    try:
        text = _wrapped(line.text, columns // (2 if line.is_large else 1)).encode(CODE_PAGE)
    except UnicodeEncodeError:
        return ALIGN[Align.LEFT] + raster(draw_line(line, DOTS[width]))
    start, end = (BOLD_ON, BOLD_OFF) if line.is_bold else (b"", b"")
    if line.is_large:
        start, end = start + LARGE_ON, LARGE_OFF + end
    return ALIGN[line.align] + start + text + b"\n" + end


def _wrapped(text: str, columns: int) -> str:
    rows = []
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip(" ")))
        rows += textwrap.wrap(line, columns, subsequent_indent=indent) or [""]
    return "\n".join(rows)


def raster(picture: Image.Image) -> bytes:
    """Return the bytes that print a picture (GS v 0), in bands that fit the buffer of a small printer."""
    bands = []
    for top in range(0, picture.height, MAX_RASTER_ROWS):
        band = picture.crop((0, top, picture.width, min(top + MAX_RASTER_ROWS, picture.height)))
        across = (band.width + 7) // 8
        size = across.to_bytes(2, "little") + band.height.to_bytes(2, "little")
        bands.append(b"\x1dv0\x00" + size + to_bits(band))
    return b"".join(bands)


def _qr(link: bytes) -> bytes:
    store = b"\x1d(k" + (len(link) + 3).to_bytes(2, "little") + b"1P0" + link
    return _QR_MODEL_2 + _QR_SIZE_6 + _QR_LEVEL_M + store + _QR_PRINT
