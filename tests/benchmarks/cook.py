"""A cook at a real kitchen page in Chromium, who taps every dish of every order through, one finger at a time."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.support.world import PIN

if TYPE_CHECKING:
    from playwright.async_api import Page

# Clicks what comes next on a ticket, and says when, and which version of the order that must make.
_NEXT_TAP = """([orderId, station]) => {
  const ticket = document.getElementById(`ticket-${orderId}`);
  if (!ticket || ticket.closest("[aria-busy=true]")) return null;
  const isExpo = station === "expo";
  const own = station ? `[data-station="${station}"] ` : "";
  const dish = `${own}[data-item][data-tap=start], ${own}[data-item][data-tap=bump]`;
  const pass = '[data-expo="all-done"] [data-acts=expo] [data-tap=bump]';
  const button = ticket.parentElement.querySelector(isExpo ? pass : dish)
    ?? (isExpo || !station ? ticket.querySelector("[data-tap=hand_over]") : null);
  if (!button) return null;
  const at = (performance.timeOrigin + performance.now()) / 1000;
  const isLast = button.dataset.tap === "hand_over";
  button.click();
  return { at, version: Number(ticket.dataset.version) + 1, isLast };
}"""


@dataclass(frozen=True)
class Tapped:
    """One tap: when the finger came down (epoch seconds), and the version of the order that it makes."""

    order_id: str
    at: float
    version: int


@dataclass
class Cook:
    """Taps on the tickets that are given to it until all are handed over, at most one tap in `pause` seconds.

    The cook of a station taps its dishes only, the expo passes and hands over, and one without a station does it all.
    """

    page: Page
    pause: float
    station: str = ""
    taps: list[Tapped] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _dice: random.Random = field(default_factory=lambda: random.Random(29))

    async def sign_in(self) -> None:
        """Open the kitchen, as the staff does."""
        await self.page.goto("/login")
        await self.page.get_by_label("PIN").fill(PIN)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_url("**/kitchen")
        if self.station:
            await self.page.goto(f"/kitchen?station={self.station}")
        await self.page.wait_for_selector('html[data-alive="true"]')

    def give(self, order_id: str) -> None:
        """Give the cook one more ticket."""
        self._open.append(order_id)

    async def work(self, orders: int) -> None:
        """Cook until so many orders have been handed over."""
        while orders:
            await asyncio.sleep(self.pause)
            if not self._open:
                continue
            order_id = self._dice.choice(self._open)
            if (done := await self.page.evaluate(_NEXT_TAP, [order_id, self.station])) is None:
                continue
            self.taps.append(Tapped(order_id, done["at"], done["version"]))
            if done["isLast"]:
                self._open.remove(order_id)
                orders -= 1
        await self.settle()

    async def settle(self) -> None:
        """Wait until the kitchen has answered all taps."""
        await self.page.wait_for_selector("[aria-busy=true]", state="detached")
