"""Raster: draws paper as black and white dots, for every script and for printers that take pictures only."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno
from PIL import Image, ImageDraw

from domain.paper import Align
from storage.printing.typesetting import typesetter_for

if TYPE_CHECKING:
    from domain.paper import Paper, PaperLine

# Dots of a print head of 203 dpi, by the width of the paper in mm.
DOTS = {"80": 576, "58": 384}
TEXT_DOTS, LARGE_DOTS = 26, 48
MARGIN_DOTS = 6
QR_MODULE_DOTS = 7
_BLACK, _WHITE = 0, 1


def draw_paper(paper: Paper, width: int) -> Image.Image:
    """Return a picture of the whole paper, `width` dots wide, one bit a dot."""
    parts = [draw_line(line, width) for line in paper.lines]
    if paper.qr:
        parts.append(draw_qr(paper.qr, width))
    picture = Image.new("1", (width, sum(part.height for part in parts)), _WHITE)
    top = 0
    for part in parts:
        picture.paste(part, (0, top))
        top += part.height
    return picture


def draw_line(line: PaperLine, width: int) -> Image.Image:
    """Return a picture of one line, broken where the paper ends."""
    if line.is_rule:
        rule = Image.new("1", (width, 2 * MARGIN_DOTS), _WHITE)
        ImageDraw.Draw(rule).line((0, MARGIN_DOTS, width, MARGIN_DOTS), fill=_BLACK, width=2)
        return rule
    size = LARGE_DOTS if line.is_large else TEXT_DOTS
    setter, written = typesetter_for(line.text, size, is_bold=line.is_bold)
    rows = [row for text in written.splitlines() or [""] for row in setter.wrap(text, width)]
    above, below = setter.height(written)
    height = above + below + MARGIN_DOTS
    picture = Image.new("1", (width, height * len(rows)), _WHITE)
    draw = ImageDraw.Draw(picture)
    for number, row in enumerate(rows):
        room = max(0, width - setter.length(row))
        left = room / 2 if line.align is Align.CENTER else room if setter.is_rtl else 0
        setter.draw(draw, left, number * height + above, row)
    return picture


def draw_qr(link: str, width: int) -> Image.Image:
    """Return a picture of a QR code in the middle of the paper."""
    modules = [list(row) for row in segno.make(link, error="m", micro=False).matrix_iter(border=4)]
    side = len(modules)
    code = Image.new("1", (side, side), _WHITE)
    code.putdata([_BLACK if module else _WHITE for row in modules for module in row])
    scale = min(QR_MODULE_DOTS, width // side)
    code = code.resize((side * scale, side * scale), Image.Resampling.NEAREST)
    picture = Image.new("1", (width, code.height), _WHITE)
    picture.paste(code, ((width - code.width) // 2, 0))
    return picture


def to_png(picture: Image.Image) -> bytes:
    """Return a picture as PNG."""
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def to_bits(picture: Image.Image) -> bytes:
    """Return the rows of a picture, eight dots a byte, the left one highest, 1 for black."""
    return bytes(byte ^ 0xFF for byte in picture.tobytes())
