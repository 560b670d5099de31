"""Ratings: how a guest liked it, for the owner alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MAX_STARS = 5
MAX_RATING_CHARS = 1000


@dataclass(frozen=True, slots=True)
class Rating:
    """What a guest thought of an order: 1 to MAX_STARS, and words if they wished; `at` is UTC."""

    order_id: str
    stars: int
    words: str
    at: datetime


def average_stars(ratings: list[Rating]) -> float | None:
    """Return the mean of the stars, or None without ratings."""
    return sum(rating.stars for rating in ratings) / len(ratings) if ratings else None
