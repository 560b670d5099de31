"""Corrections: lines with negative quantities, by which a till takes portions of an earlier line back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.dish_names import spellings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pages.api.repair.values.repair_log import RepairLog


def correct_lines(lines: Iterable[tuple[str, dict[str, Any]]], repairs: RepairLog) -> list[dict[str, Any]]:
    """Return the lines without what negative ones take back; each comes with its place in the body."""
    kept: list[tuple[frozenset[str], dict[str, Any]]] = []
    for at, line in lines:
        names = spellings(line["name"])
        if line["quantity"] > 0:
            kept.append((names, line))
        elif not (meant := _find_meant([one for other, one in kept if names & other], line)):
            repairs.say(f"{at}/quantity", "is not above 0; the line was left out")
        else:
            repairs.say(f"{at}/quantity", "was taken off an earlier line of the dish")
            _take_off(meant, -line["quantity"])
    return [line for _, line in kept if line["quantity"] > 0]


# The latest one: it is what was typed by mistake. A till with a line for each portion takes several back at once.
def _find_meant(same: list[dict[str, Any]], line: dict[str, Any]) -> list[dict[str, Any]]:
    options, wanted = line.get("modifiers"), -line["quantity"]
    fitting = [one for one in reversed(same) if not options or one.get("modifiers") == options]
    whole = [one for one in fitting if one["quantity"] >= wanted]
    return whole[:1] or (fitting if round(sum(one["quantity"] for one in fitting), 3) >= wanted else [])


def _take_off(lines: list[dict[str, Any]], quantity: float) -> None:
    for line in lines:
        taken = min(quantity, line["quantity"])
        line["quantity"] = round(line["quantity"] - taken, 3)
        quantity = round(quantity - taken, 3)
