"""Raster: draws paper as black and white dots, for every script and for printers that take pictures only."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno
from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from domain.paper import Align
from storage.printing.fonts import font_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.paper import Paper, PaperLine
    from storage.printing.fonts import Font

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
    font = font_for(line.text, size, is_bold=line.is_bold)
    rows = [row for text in line.text.splitlines() or [""] for row in _wrap(text, font, width)]
    height = _height(font, size) + MARGIN_DOTS
    picture = Image.new("1", (width, height * len(rows)), _WHITE)
    draw = ImageDraw.Draw(picture)
    for number, row in enumerate(rows):
        left = (width - font.getlength(row)) / 2 if line.align is Align.CENTER else 0
        draw.text((max(0, left), number * height), row, fill=_BLACK, font=font)
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


# Letters of other scripts reach higher and lower than Latin ones.
def _height(font: Font, size: int) -> int:
    return sum(font.getmetrics()) if isinstance(font, FreeTypeFont) else size


def _wrap(text: str, font: Font, width: int) -> Iterator[str]:
    words = text.lstrip(" ").split(" ")
    indent = text[: len(text) - len(text.lstrip(" "))]
    row = indent + words[0]
    for word in words[1:]:
        longer = f"{row} {word}"
        if font.getlength(longer) <= width:
            row = longer
            continue
        if font.getlength(indent + word) > width:  # it is broken anyhow, so it begins where there is room
            *full, row = _break(longer, font, width)
            yield from full
            continue
        yield from _break(row, font, width)
        row = indent + word
    yield from _break(row, font, width)


# A word that is longer than the paper, or a script that has no spaces.
def _break(row: str, font: Font, width: int) -> list[str]:
    rows = []
    while font.getlength(row) > width:
        fits = max(n for n in range(1, len(row) + 1) if n == 1 or font.getlength(row[:n]) <= width)
        rows.append(row[:fits])
        row = row[fits:]
    return [*rows, row]
