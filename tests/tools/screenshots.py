"""The pictures of README, taken from the product: `python -m tests.tools.screenshots` writes tests/tools/pictures/."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright

from domain.commands import Tap
from domain.intake import Draft
from domain.item import DraftItem
from domain.menu import Dish, Menu, Station
from storage.backup.data_folder import open_data_folder
from storage.settings import Settings
from tests.support.browsers import chromium, chromium_flags
from tests.support.server_process import ServerProcess, running_server
from tests.support.world import PIN, restaurant_on

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.support.world import Restaurant

PICTURES = Path(__file__).parent / "pictures"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5, "has_touch": True}
TABLET = {"viewport": {"width": 1180, "height": 820}}
SCREEN = {"viewport": {"width": 1280, "height": 720}}

STATIONS = {
    "tandoor": "Garlic Naan, Plain Naan, Peshwari Naan, Chicken Tikka, Lamb Tikka, Tandoori Fish",
    "stove": "Chicken Tikka Masala, Lamb Biryani, Butter Chicken, King Prawn Balti, Saag Paneer, Tarka Dal",
    "fryer": "Prawn Puree, Onion Bhaji, Vegetable Samosa, Papadum",
    "pass": "Pilau Rice, Mushroom Rice, Mango Chutney, Mint Sauce",
}

# Minutes ago, guest, minutes promised, dishes with their notes, the guest's note, and what was tapped how long ago.
EVENING = (
    (27, "Marta", 25, ("2 Chicken Tikka Masala", "1 Pilau Rice"), "", ((25, "start"), (4, "bump"))),
    (24, "Ana", 35, ("1 Lamb Biryani", "2 Garlic Naan", "1 Onion Bhaji"), "no onions, please", ((14, "start 1"),
     (12, "start 3"), (3, "bump 3"))),
    (19, "", 16, ("3 Vegetable Samosa", "1 Saag Paneer|nut allergy"), "", ((14, "start"), (6, "bump 1"))),
    (12, "Jonathan", 30, ("1 Prawn Puree", "1 Tarka Dal|mild"), "", ((8, "start 1"),)),
    (7, "Li", 30, ("2 Butter Chicken", "2 Plain Naan", "1 Mango Chutney"), "", ()),
    (2, "Okonkwo-Fernández", 35, ("1 King Prawn Balti", "1 Mushroom Rice", "1 Peshwari Naan"), "We wait outside", ()),
)  # fmt: skip


async def main() -> int:
    """Cook an evening, start the server, and take the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tokens = await _cook(Path(folder) / "data")
        with running_server(
            Path(folder), TIMEZONE=_where_it_is_evening(), VAPID_SUBJECT="mailto:ana@campana.example"
        ) as server:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=chromium(), args=chromium_flags())
                await _take_all(browser, server, tokens)
                await browser.close()
    return 0


async def _take_all(browser: Browser, server: ServerProcess, tokens: dict[str, str]) -> None:
    for suffix, scheme in (("", "light"), ("-dark", "dark")):
        await _take(browser, server, f"kitchen{suffix}", "/kitchen", color_scheme=scheme, **TABLET)
        await _take(browser, server, f"guest{suffix}", f"/t/{tokens['Ana']}", color_scheme=scheme, **PHONE)
    await _take(browser, server, "guest-ready", f"/t/{tokens['Marta']}", **PHONE)
    await _take(browser, server, "board", "/board", **SCREEN)
    await _take(browser, server, "counter", "/orders/new", **TABLET)


async def _take(browser: Browser, server: ServerProcess, name: str, path: str, **device: object) -> None:
    context = await browser.new_context(base_url=server.address, locale="en-GB", reduced_motion="reduce", **device)
    page = await context.new_page()
    await _go(page, path)
    file = PICTURES / f"{name}.png"
    await page.screenshot(path=file)
    print(f"{name}: {file.stat().st_size // 1024} KB", flush=True)
    await context.close()


async def _go(page: Page, path: str) -> None:
    await page.goto(path)
    if page.url.partition("?")[0].endswith("/login"):
        await page.get_by_label("PIN").fill(PIN)
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**{path}")
    await page.wait_for_load_state("networkidle")
    await page.wait_for_timeout(700)


async def _cook(folder: Path) -> dict[str, str]:
    """Have the evening happen, with the clock set back to each moment of it; returns the guests' links by name."""
    settings = Settings(_env_file=None, data_dir=folder)
    with open_data_folder(settings):
        async with restaurant_on(settings) as restaurant:
            await restaurant.kitchen.menus.replace(_menu())
            now = datetime.now(UTC)
            orders: dict[str, str] = {}
            moments = sorted(_moments(), reverse=True)
            for ago, number, tap in moments:
                restaurant.clock.at = now - timedelta(minutes=ago)
                guest = EVENING[number][1] or "walk-in"
                if tap:
                    await _tap(restaurant, orders[guest], tap)
                else:
                    orders[guest] = (await restaurant.kitchen.place(_draft(number)))[0].id
            return {guest: restaurant.board.watch(order_id).order.token for guest, order_id in orders.items()}


def _moments() -> list[tuple[int, int, str]]:
    placed = [(row[0], number, "") for number, row in enumerate(EVENING)]
    return placed + [(ago, number, tap) for number, row in enumerate(EVENING) for ago, tap in row[5]]


async def _tap(restaurant: Restaurant, order_id: str, tap: str) -> None:
    verb, _, item = tap.partition(" ")
    await restaurant.tap(Tap(verb), order_id, item or None)


def _draft(number: int) -> Draft:
    ago, guest, with_promise, dishes, note, _ = EVENING[number]
    quoted_for = datetime.now(UTC) + timedelta(minutes=with_promise - ago)
    items = tuple(_line(dish) for dish in dishes)
    return Draft(items=items, guest_name=guest, note=note, language="en", quoted_for=quoted_for)


def _line(dish: str) -> DraftItem:
    quantity, _, rest = dish.partition(" ")
    name, _, note = rest.partition("|")
    return DraftItem(name=name, quantity=int(quantity), note=note)


def _menu() -> Menu:
    dishes = [
        Dish(name=name, station=station, minutes=4 + len(name) % 9, available=name != "Lamb Tikka")
        for station, names in STATIONS.items()
        for name in names.split(", ")
    ]
    return Menu(tuple(dishes), tuple(Station(station, 3) for station in STATIONS))


def _where_it_is_evening() -> str:
    """Return a zone in which it is eight o'clock at this moment; the sign of these zones is the other way round."""
    east = (20 - datetime.now(UTC).hour + 12) % 24 - 12
    return f"Etc/GMT{-east:+d}"


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
