"""Paper: what a printer is to put on a ticket or a receipt, whatever its language is."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum


class Align(StrEnum):
    """Where a line stands."""

    LEFT = "left"
    CENTER = "center"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One line of text; a printer breaks it where the paper ends. A rule is a line across the paper."""

    text: str = ""
    align: Align = Align.LEFT
    is_large: bool = False
    is_bold: bool = False
    is_rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One piece of paper: its lines, and the link of its QR code, if it has one.

    `again` is the heading of a further print, after one that nobody can vouch for.
    """

    lines: tuple[PaperLine, ...]
    qr: str = ""
    again: str = ""

    def repeated(self) -> Paper:
        """Return it with the heading of a further print, so that nobody cooks it twice."""
        if not self.again:
            return self
        heading = PaperLine(text=self.again, align=Align.CENTER, is_large=True, is_bold=True)
        return replace(self, lines=(heading, *self.lines), again="")

    def to_json(self) -> str:
        """Return it as text to store."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_paper(text: str) -> Paper:
    """Return the paper that `to_json` wrote."""
    said = json.loads(text)
    lines = tuple(PaperLine(**{**line, "align": Align(line["align"])}) for line in said["lines"])
    return Paper(lines=lines, qr=said["qr"], again=said.get("again", ""))
