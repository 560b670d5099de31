"""Corrections: lines with negative quantities, by which a till takes portions of an earlier line back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.dish_names import spellings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pages.api.repair_log import RepairLog


def correct_lines(lines: Iterable[tuple[str, dict[str, Any]]], repairs: RepairLog) -> list[dict[str, Any]]:
    """Return the lines without what negative ones take back; each comes with its place in the body."""
    kept: list[dict[str, Any]] = []
    for at, line in lines:
        if line["quantity"] > 0:
            kept.append(line)
        elif (meant := _find_meant(kept, line)) is None:
            repairs.say(f"{at}/quantity", "is not above 0; the line was left out")
        else:
            repairs.say(f"{at}/quantity", "was taken off an earlier line of the dish")
            meant["quantity"] = round(meant["quantity"] + line["quantity"], 3)
    return [line for line in kept if line["quantity"] > 0]


# The latest one: it is what was typed by mistake.
def _find_meant(kept: list[dict[str, Any]], line: dict[str, Any]) -> dict[str, Any] | None:
    options = line.get("modifiers")
    fitting = (
        one
        for one in reversed(kept)
        if spellings(one["name"]) & spellings(line["name"])
        and one["quantity"] + line["quantity"] >= 0
        and (not options or one.get("modifiers") == options)
    )
    return next(fitting, None)
