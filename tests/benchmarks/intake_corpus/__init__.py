"""The intake corpus: own-made bodies in the documented schemas of web shops, marketplaces and tills, with oddities.

Each case says what is odd `about` it, and the `dishes` and other `fields` that the kitchen must read. No payload of
anybody is copied.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

_FOLDER = Path(__file__).parent


class Case(NamedTuple):
    """A body as a sender of this kind delivers it."""

    sender: str
    about: str
    dishes: list[str]
    body: bytes
    fields: dict[str, str]

    def lost(self, order: dict[str, Any]) -> list[str]:
        """Return the dishes that the answered order does not have, and the fields that say something else."""
        names = [item["name"] for item in order["items"]]
        dishes = [dish for dish in self.dishes if not any(name.startswith(dish) for name in names)]
        return dishes + [name for name, said in self.fields.items() if order[name] != said]


def corpus() -> list[Case]:
    """Return all cases."""
    return [
        Case(file.stem, case["about"], case["dishes"], _body(case), case.get("fields", {}))
        for file in sorted(_FOLDER.glob("*.json"))
        for case in json.loads(file.read_text())
    ]


def _body(case: dict[str, Any]) -> bytes:
    if "raw" in case:
        return str(case["raw"]).encode(case["encoding"])
    return json.dumps(case["body"]).encode()
