"""The intake corpus: own-made bodies in the documented schemas of web shops, marketplaces and tills, with oddities.

Each case says what is odd `about` it, and the `dishes`, `options` and other `fields` that the kitchen must read. No
payload of anybody is copied.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = Path(__file__).parent


class Case(NamedTuple):
    """A body as a sender of this kind delivers it."""

    sender: str
    about: str
    dishes: list[str]
    body: bytes
    fields: dict[str, str]
    options: list[str]

    def lost(self, order: dict[str, Any]) -> list[str]:
        """Return what the answered order does not have of dishes and options, and the fields that say otherwise."""
        names = [item["name"] for item in order["items"]]
        dishes = [dish for dish in self.dishes if not any(name.startswith(dish) for name in names)]
        said = {option for item in order["items"] for option in _names(item["modifiers"])}
        dishes += [option for option in self.options if option not in said]
        return dishes + [name for name, said in self.fields.items() if order[name] != said]


def corpus() -> list[Case]:
    """Return all cases."""
    return [
        Case(file.stem, case["about"], case["dishes"], _body(case), case.get("fields", {}), case.get("options", []))
        for file in sorted(_FOLDER.glob("*.json"))
        for case in json.loads(file.read_text())
    ]


def _names(options: list[dict[str, Any]]) -> Iterator[str]:
    for option in options:
        yield option["name"]
        yield from _names(option["modifiers"])


def _body(case: dict[str, Any]) -> bytes:
    if "raw" in case:
        return str(case["raw"]).encode(case["encoding"])
    return json.dumps(case["body"]).encode()
