"""Repair log: the repairs of one order, and the readers of texts that every part of an order shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from domain.intake import MAX_NOTE_CHARS
from pages.api.text_repair import repair_line, repair_text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class RepairLog:
    """Lists repairs as `{"field", "said"}`, the field as a path such as `items/0/quantity`."""

    warnings: list[dict[str, str]] = field(default_factory=list)

    def say(self, at: str, said: str) -> None:
        """Add a repair."""
        self.warnings.append({"field": at.lstrip("/"), "said": said})

    def add(self, at: str, repaired: tuple[str, list[str]]) -> str:
        """Add the repairs of a text, and return the text."""
        for said in repaired[1]:
            self.say(at, said)
        return repaired[0]

    def read_line(self, at: str, value: object, max_length: int) -> str:
        """Return a text of one line."""
        return self.add(at, repair_line(value, max_length))

    def read_note(self, at: str, value: object) -> str:
        """Return a note of several lines."""
        return self.add(at, repair_text(value, MAX_NOTE_CHARS))

    def read_currency(self, at: str, value: object) -> str:
        """Return a currency code, or nothing."""
        code = self.read_line(at, value, MAX_NOTE_CHARS).upper()
        if code and not (len(code) == 3 and code.isascii() and code.isalpha()):  # noqa: PLR2004  ISO 4217
            self.say(at, "is no currency code of three letters (ISO 4217); left out")
            return ""
        if value != code:
            self.say(at, f"was read as {code}")
        return code

    def rename(self, at: str, sent: Mapping[str, Any], synonyms: Mapping[str, str]) -> dict[str, Any]:
        """Return what was sent with our names for its fields; a field of our own name wins over a synonym."""
        renamed = dict(sent)
        for name, ours in synonyms.items():
            if name in renamed and ours not in renamed:
                renamed[ours] = renamed.pop(name)
                self.say(f"{at}/{name}", f"was taken as {ours}")
        return renamed

    def ignore_unknown(self, at: str, sent: Mapping[str, Any], known: set[str]) -> None:
        """Say which fields are ignored."""
        for name in sorted(sent.keys() - known):
            self.say(f"{at}/{name[:60]}", "is not known here; ignored")
