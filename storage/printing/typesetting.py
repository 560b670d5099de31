"""Typesetting: one line of text in dots, broken into rows, in its fonts and its direction."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import features
from PIL.ImageFont import FreeTypeFont

from storage.printing.fonts import spell_out, split_runs

if TYPE_CHECKING:
    from PIL import ImageDraw

    from storage.printing.fonts import Font

_RIGHT_TO_LEFT = {"R", "AL"}


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets text in letters of `size` dots. What `is_rtl` is read from the right, by the rules of Unicode (UAX 9)."""

    size: int
    is_bold: bool
    is_rtl: bool

    def length(self, text: str) -> float:
        """Return how many dots a text is wide."""
        return sum(font.getlength(run) for run, font in self._runs(text))

    def height(self, text: str) -> tuple[int, int]:
        """Return how many dots a text reaches above its baseline and below: other scripts reach further than Latin."""
        sizes = [_height(font, self.size) for _, font in self._runs(text)]
        return max(above for above, _ in sizes), max(below for _, below in sizes)

    def draw(self, draw: ImageDraw.ImageDraw, left: float, baseline: float, text: str) -> None:
        """Draw a text in black."""
        runs = self._runs(text)
        direction = ("rtl" if self.is_rtl else "ltr") if features.check("raqm") else None
        for run, font in reversed(runs) if self.is_rtl else runs:
            if isinstance(font, FreeTypeFont):
                draw.text((left, baseline), run, fill=0, font=font, anchor="ls", direction=direction)
            else:
                draw.text((left, baseline - self.size), run, fill=0, font=font)
            left += font.getlength(run)

    def wrap(self, text: str, width: int) -> Iterator[str]:
        """Yield the rows of a text, each at most `width` dots wide; they keep its indent."""
        words = text.lstrip(" ").split(" ")
        indent = text[: len(text) - len(text.lstrip(" "))]
        row = indent + words[0]
        for word in words[1:]:
            longer = f"{row} {word}"
            if self.length(longer) <= width:
                row = longer
                continue
            if self.length(indent + word) > width:  # it is broken anyhow, so it begins where there is room
                *full, row = self._break(longer, width)
                yield from full
                continue
            yield from self._break(row, width)
            row = indent + word
        yield from self._break(row, width)

    # A word that is longer than the paper, or a script that has no spaces.
    def _break(self, row: str, width: int) -> list[str]:
        rows = []
        while self.length(row) > width:
            fits = max(n for n in range(1, len(row) + 1) if n == 1 or self.length(row[:n]) <= width)
            rows.append(row[:fits])
            row = row[fits:]
        return [*rows, row]

    def _runs(self, text: str) -> list[tuple[str, Font]]:
        return split_runs(text or " ", self.size, is_bold=self.is_bold)


def typesetter_for(text: str, size: int, *, is_bold: bool) -> tuple[Typesetter, str]:
    """Return what sets a line, and the line as it can be set."""
    return Typesetter(size, is_bold, is_read_from_the_right(text)), spell_out(text)


def is_read_from_the_right(text: str) -> bool:
    """Whether most letters of a text are of a script from right to left; the x of "2 x" is no word of another one."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in _RIGHT_TO_LEFT for kind in kinds) > kinds.count("L")


def _height(font: Font, size: int) -> tuple[int, int]:
    return font.getmetrics() if isinstance(font, FreeTypeFont) else (size, 0)
