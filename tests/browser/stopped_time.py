"""Stopped time: a page whose time is the test's to move, and whose tickets have settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Error

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

SETTLED_MS = 700  # as long as a ticket settles
# Browsers tell of sizes with their own frames, which are not the page's: the page notes the places after it.
SIZES_TOLD = "new Promise((told) => new ResizeObserver(told).observe(document.body))"


async def stop_time(tablet: Page) -> None:
    """Stop the page's time, after the tickets have settled."""
    await tablet.evaluate(f"{SIZES_TOLD}.then(() => new Promise(requestAnimationFrame))")
    await pause(tablet, SETTLED_MS)
    await tablet.evaluate(SIZES_TOLD)
    await tablet.clock.run_for(SETTLED_MS)  # a busy page looks at its tickets only after that leap


async def pause(page: Page, ahead_ms: int) -> None:
    """Stop the page's clock so many milliseconds ahead."""
    while True:
        now_ms = await page.evaluate("Date.now()")
        try:
            return await page.clock.pause_at((now_ms + ahead_ms) / 1000)
        except Error as error:
            if "to the past" not in error.message:  # a machine that is busy takes longer to ask than it looks ahead
                raise


async def centre(locator: Locator) -> tuple[float, float]:
    """Return the middle of what is shown, where a finger aims."""
    box = await locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
