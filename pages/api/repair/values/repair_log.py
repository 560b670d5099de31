"""Repair log: the repairs of one order, and the readers of texts that every part of an order shares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from domain.intake import MAX_NOTE_CHARS
from pages.api.repair.values.note_texts import DIET_NAME, note_of, texts_of
from pages.api.repair.values.text_repair import repair_line, repair_text

if TYPE_CHECKING:
    from collections.abc import Mapping

# What is so of a dish when it is true, such as gluten_free.
DIETS = r"vegan|vegetarian|halal|kosher|(?<!tax)(?<!duty)_free$"
_FLAG_NAME = re.compile(rf"allerg|{DIETS}")
MAX_JOINED_CHARS = 2000
_JOINED = ("note", "modifiers")


@dataclass
class RepairLog:
    """Lists repairs as `{"field", "said"}`, the field as a path such as `items/0/quantity`.

    `time_said` is a promise that counts from now, as it was said: a retry says the same of a later moment.
    """

    warnings: list[dict[str, str]] = field(default_factory=list)
    time_said: str = ""

    def say(self, at: str, said: str) -> None:
        """Add a repair."""
        self.warnings.append({"field": encodable(at.lstrip("/")), "said": encodable(said)})

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
        if (note := note_of(value)) is not value:
            self.say(at, "the texts of what was sent were joined")
        return self.add(at, repair_text(note, MAX_NOTE_CHARS))

    def read_currency(self, at: str, value: object) -> str:
        """Return a currency code, or nothing."""
        if value is None:
            return ""
        code = self.read_line(at, value, MAX_NOTE_CHARS).upper()
        if code and not (len(code) == 3 and code.isascii() and code.isalpha()):  # noqa: PLR2004  ISO 4217
            self.say(at, "is no currency code of three letters (ISO 4217); left out")
            return ""
        if value != code:
            self.say(at, f"was read as {code}")
        return code

    def rename(self, at: str, sent: Mapping[str, Any], synonyms: Mapping[str, str]) -> dict[str, Any]:
        """Return what was sent with our names for its fields.

        A field of our own name wins over a synonym unless it is empty; notes, and options, of several names are joined.
        """
        renamed = dict(sent)
        for name, ours in synonyms.items():
            if name not in renamed:
                continue
            if _is_empty(renamed.get(ours)):
                renamed[ours] = renamed.pop(name)
                self.say(f"{at}/{name}", f"was taken as {ours}")
            elif _is_empty(renamed[name]):
                del renamed[name]
            elif ours in _JOINED:
                join = join_texts if ours == "note" else join_lists
                renamed[ours] = join(renamed[ours], renamed.pop(name))
                self.say(f"{at}/{name}", f"was added to {ours}")
        return renamed

    def join_notes(self, at: str, sent: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
        """Return what was sent with the texts under unknown names that a cook has to read in its note: allergies."""
        joined, notes = dict(sent), []
        for name in sorted(sent.keys() - known):
            texts = texts_of(name, sent[name])
            if sent[name] is True and _FLAG_NAME.search(name):
                notes.append(name.replace("_", " "))
            elif texts:
                label = f"{name.replace('_', ' ')}: " if DIET_NAME.search(name) else ""
                notes.append(label + ", ".join(texts))
            else:
                continue
            del joined[name]
            self.say(f"{at}/{name}", "was added to note")
        return joined | {"note": join_texts(joined.get("note"), *notes)} if notes else joined

    def ignore_unknown(self, at: str, sent: Mapping[str, Any], known: set[str]) -> None:
        """Say which fields are ignored."""
        for name in sorted(sent.keys() - known):
            self.say(f"{at}/{name[:60]}", "is not known here; ignored")


def encodable(text: str) -> str:
    """Return a text without half characters (surrogates), which no answer can carry."""
    return text.encode(errors="replace").decode()


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {})


def as_list(value: object) -> list[Any]:
    """Return a value as a list: nothing as an empty one, one value as a list of it."""
    return value if isinstance(value, list) else [] if _is_empty(value) else [value]


def join_lists(one: object, other: object) -> list[Any]:
    """Return two values as one list."""
    return [*as_list(one), *as_list(other)]


def join_texts(*values: object) -> str:
    """Return texts line by line, none of them twice; what is too long for any note ends the text."""
    joined = ""
    for text in (repair_text(note_of(value), MAX_JOINED_CHARS)[0] for value in values):
        if len(joined) > MAX_JOINED_CHARS:
            break
        if f"\n{text}\n" not in f"\n{joined}\n":
            joined = f"{joined}\n{text}".strip()
    return joined
