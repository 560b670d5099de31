"""Starts view: the plan of when to start each dish, for the script to mark the tickets with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from domain.estimation import Starts


def starts(plan: Starts) -> Markup:
    """List the dishes by the id of their button: with the epoch seconds to start at, or 0 for the next ones."""
    due = [(dish, 0) for dish in sorted(plan.next)] + [(dish, int(at.timestamp())) for dish, at in plan.later.items()]
    return Markup("").join(
        Markup('<data value="item-{}-{}" data-at="{}"></data>').format(order_id, item_id, at)
        for (order_id, item_id), at in due
    )
