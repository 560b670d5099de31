"""Stopped time: a page whose time is the test's to move, and whose tickets have settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

SETTLED_MS = 700  # as long as a ticket settles
# Browsers tell of sizes with their own frames, which are not the page's: the page notes the places after it.
SIZES_TOLD = "new Promise((told) => new ResizeObserver(told).observe(document.body))"


async def stop_time(tablet: Page) -> None:
    """Stop the page's time, after the tickets have settled."""
    await tablet.evaluate(f"{SIZES_TOLD}.then(() => new Promise(requestAnimationFrame))")
    now_ms = await tablet.evaluate("Date.now()")
    await tablet.clock.pause_at((now_ms + SETTLED_MS) / 1000)
    await tablet.evaluate(SIZES_TOLD)
    await tablet.clock.run_for(SETTLED_MS)  # a busy page looks at its tickets only after that leap


async def centre(locator: Locator) -> tuple[float, float]:
    """Return the middle of what is shown, where a finger aims."""
    box = await locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
