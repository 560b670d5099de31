"""Waiting for a page. Playwright's own `wait_for_function` evaluates within the page, which its policy forbids."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error

if TYPE_CHECKING:
    from playwright.async_api import Page


async def wait_until(page: Page, expression: str, max_seconds: float = 30.0) -> None:
    """Wait until the expression holds on the page, which may be loaded again meanwhile."""
    async with asyncio.timeout(max_seconds):
        while True:
            with suppress(Error):  # between two pages
                if await page.evaluate(f"Boolean({expression})"):
                    return
            await asyncio.sleep(0.05)
