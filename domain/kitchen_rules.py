"""Kitchen rules: what the owner decides about the kitchen's days and stations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from domain.business_day import BusinessDay


@dataclass(frozen=True, slots=True)
class KitchenRules:
    """The rules as they stand.

    `max_lead` is the most time before its promise that a scheduled order fires; None: as long as was learned.
    `off_rail` are the stations (`fold_name`) whose dishes nobody cooks, such as a bar's.
    `ready_by_expo`: an order is ready when the expo says so, not by its last dish.
    """

    business_day: BusinessDay = field(default_factory=BusinessDay)
    max_lead: timedelta | None = None
    off_rail: frozenset[str] = frozenset()
    ready_by_expo: bool = False
