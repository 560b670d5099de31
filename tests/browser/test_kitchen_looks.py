"""Thirty tickets stay readable and usable on a tablet, on a wide screen and on a phone; axe-core finds no fault."""

from functools import partial

import pytest
from playwright.async_api import expect

from tests.browser.tablets import faults_in, signed_in
from tests.support.server_process import running_server
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="session")
DISHES = ("Chicken Tikka Masala", "Garlic Naan", "Saag Paneer", "Pilau Rice", "Tandoori Grill with pickled onions")
SIZES = [(820, 1180), (1920, 1080), (390, 844)]
MEASURE = """() => {
  const box = (selector) => [...document.querySelectorAll(selector)]
    .map((one) => one.getBoundingClientRect()).filter(({ width }) => width);
  const tickets = box(".ticket");
  const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return {
    overflow: document.documentElement.scrollWidth - innerWidth,
    items: Math.min(...box(".ticket li button").map(({ height }) => height)),
    mains: Math.min(...box(".rail .go").map(({ height }) => height)),
    others: Math.min(...box(".acts button, .bar button, .shelf button").flatMap((one) => [one.height, one.width])),
    overlapping: tickets.some((a, n) => tickets.slice(n + 1).some((b) => overlap(a, b))),
    cut: [...document.querySelectorAll(".ticket .dish, .go")].some((one) => one.scrollWidth > one.clientWidth + 1),
  };
}"""


# How far the head of a long ticket, whose first dishes are scrolled away, is below the bar.
HEAD_BELOW_BAR = """async () => {
  const ticket = document.querySelector(".rail .ticket");
  ticket.dataset.long = "";
  scrollBy(0, ticket.getBoundingClientRect().top + 40);
  await new Promise(requestAnimationFrame);
  const head = ticket.querySelector("header").getBoundingClientRect();
  return Math.round(head.top - Math.max(0, document.querySelector(".bar").getBoundingClientRect().bottom));
}"""


@pytest.fixture(scope="module")
def busy_server(server):
    for n in range(30):
        order = server.order(*DISHES, guest_name="Maximiliane von Hohenstaufen-Löwenthal", note="nut allergy")
        if n % 3:
            server.tap(order, "start" if n % 3 == 1 else "bump")
    return server


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_thirty_tickets_stay_usable(busy_server, browser, width, height):
    page = await signed_in(browser, busy_server, viewport={"width": width, "height": height})
    await expect(page.get_by_test_id("ticket")).to_have_count(30)
    seen = await page.evaluate(MEASURE)
    assert seen["overflow"] <= 0
    assert seen["items"] >= 48
    assert seen["mains"] >= 56
    assert seen["others"] >= 48
    assert (seen["overlapping"], seen["cut"]) == (False, False)
    assert await page.evaluate(HEAD_BELOW_BAR) == 0
    await page.context.close()


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "es")])
async def test_axe_finds_no_fault_on_the_page_and_dialogs(busy_server, browser, scheme, language):
    page = await signed_in(browser, busy_server, color_scheme=scheme, locale=language, reduced_motion="reduce")
    await page.locator("[data-tap=start]").first.click()
    await expect(page.locator("#toasts li")).not_to_have_count(0)
    assert await faults_in(page) == []
    for opener, dialog in (("[data-open=all-day]", "all-day"), ("[data-open=left]", "left"), ("[data-more]", "more")):
        await page.locator(opener).first.click()
        await expect(page.locator(f"#{dialog}")).to_be_visible()
        assert await faults_in(page, f"#{dialog}") == []
        await page.keyboard.press("Escape")
    await page.context.close()


async def test_page_reads_from_right_to_left_unbroken(busy_server, browser):
    page = await signed_in(browser, busy_server)
    await page.evaluate("() => (document.documentElement.dir = 'rtl')")
    first, last = page.locator(".ticket h2").first, page.locator(".ticket .age").first
    code, age = await first.bounding_box(), await last.bounding_box()
    assert code["x"] > age["x"]
    assert await page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    await page.context.close()


async def test_the_times_say_in_words_what_the_colours_say(busy_server, browser):
    page = await signed_in(browser, busy_server)
    ready = page.locator("[data-pace=ready]").first
    await ready.evaluate("(one) => (one.dataset.ready = Math.floor(Date.now() / 1000))")
    for pace, words in (("ready", "now"), ("calm", "due")):
        await expect(page.locator(f"[data-pace={pace}] .due").first).to_contain_text(words)
    ticket = page.locator("[data-pace=calm]").first
    await ticket.evaluate("(one) => (one.dataset.due = Math.floor(Date.now() / 1000) - 200)")
    late = page.locator("[data-pace=late] .due").first
    await expect(late).to_have_text("late by 3 min")
    await ticket.page.locator("[data-pace=late]").first.evaluate(
        "(one) => (one.dataset.due = Math.floor(Date.now() / 1000) + 200)"
    )
    await expect(page.locator("[data-pace=soon] .due").first).to_have_text("due in 4 min")
    await page.context.close()


IN_VIEW = """() => {
  const top = document.querySelector(".bar").getBoundingClientRect().bottom;
  const tickets = [...document.querySelectorAll(".rail .ticket")].map((one) => one.getBoundingClientRect());
  return tickets.filter((ticket) => ticket.top >= top && ticket.bottom <= innerHeight).length;
}"""


# Words as menus have them, each of which is to stay whole on its ticket.
LONG_DISHES = (
    ("Schweinebraten mit Kartoffelknödel und Rotkohl", ["ohne Zwiebeln"]),
    ("Käsespätzle mit Röstzwiebeln", []),
    ("Wiener Schnitzel vom Kalb mit Preiselbeeren", ["glutenfrei"]),
    ("Pulpo a la gallega con pimentón de la Vera", []),
    ("Zwiebelrostbraten", []),
    ("Patatas bravas", ["poco picante", "extra Soße"]),
)
BROKEN_WORDS = """() => {
  const broken = new Set();
  const texts = document.createTreeWalker(document.querySelector(".rail"), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.parentElement.closest(".dish > bdi, .go")) continue;
    for (const { 0: word, index } of text.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const tops = [...range.getClientRects()].filter(({ width }) => width).map(({ top }) => Math.round(top));
      if (new Set(tops).size > 1) broken.add(word);
    }
  }
  return [...broken];
}"""

CUT_TABLES = """() => [...document.querySelectorAll(".waiting .who bdi:first-of-type")]
  .filter((table) => table.scrollWidth > table.clientWidth || !/\\d/.test(table.textContent))
  .map((table) => table.textContent)"""

# A promise for another day breaks no code, and no ticket grows by it that will keep it.
BROKEN_CODES = """() => [...document.querySelectorAll(".rail .ticket")].filter((ticket) => {
  const head = ticket.querySelector("header"), code = ticket.querySelector("h2"), before = head.clientHeight;
  ticket.querySelector(".due").textContent = "für Sa., 28. Nov., 00:10";
  const grows = !ticket.querySelector(".likely") && head.clientHeight > before;
  return code.clientHeight > 1.2 * parseFloat(getComputedStyle(code).fontSize) || grows;
}).map((ticket) => ticket.dataset.code)"""


@pytest.fixture
def rush(tmp_path):
    """Thirty orders of one to four dishes, seven of them ready."""
    with running_server(tmp_path / "rush") as server:
        for n in range(30):
            dishes = (LONG_DISHES[(n + at) % len(LONG_DISHES)] for at in range(1 + n % 4))
            items = [
                {"name": name, "modifiers": options, "prep_minutes": 12, "station": "grill" if at % 2 else "stove"}
                for at, (name, options) in enumerate(dishes)
            ]
            table = str(n + 10) if n < 7 else ""
            order = server.order(
                items=items, guest_name="Maximilian von Hohenstein", note="Nussallergie" * (n == 9), table=table
            )
            if n < 7 or n % 3 == 0:
                server.tap(order, "bump" if n < 7 else "start")
        yield server


async def shows(page, whole):
    return await page.evaluate(IN_VIEW) >= whole


@pytest.mark.parametrize(
    ("size", "whole", "shelf"), [((820, 1180), 8, 180), ((1180, 820), 8, 64), ((1920, 1080), 14, 64)]
)
async def test_a_rush_shows_what_is_to_be_cooked(rush, browser, size, whole, shelf):
    page = await signed_in(browser, rush, viewport=dict(zip(("width", "height"), size, strict=True)), locale="de")
    await expect(page.get_by_test_id("ready-ticket")).to_have_count(7)
    await until(partial(shows, page, whole))  # the tickets take their places once all are measured
    assert (await page.get_by_test_id("shelf").bounding_box())["height"] <= shelf
    assert (await page.locator(".bar").bounding_box())["height"] <= 120
    assert await page.evaluate(BROKEN_WORDS) == []
    assert await page.evaluate(CUT_TABLES) == []
    size = await page.locator(".rail .dish").first.evaluate("(dish) => parseFloat(getComputedStyle(dish).fontSize)")
    assert size >= 18
    assert await page.evaluate(BROKEN_CODES) == []
    await page.context.close()


async def test_a_phone_pages_through_a_rush(rush, browser):
    phone = {"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce"}
    page = await signed_in(browser, rush, locale="de", **phone)
    await expect(page.get_by_test_id("ready-ticket")).to_have_count(7)
    assert (await page.get_by_test_id("shelf").bounding_box())["height"] <= 64
    hand_over, more = page.get_by_role("button", name="Ausgeben"), page.get_by_role("button", name="7 fertig")
    last = hand_over.last
    await expect(last).not_to_be_in_viewport()
    for _ in range(6):
        await more.click()
    await expect(last).to_be_in_viewport()
    await more.click()
    await expect(hand_over.first).to_be_in_viewport()
    below = page.locator("#more-below")
    await below.click()
    await expect(page.get_by_test_id("ticket").nth(7)).not_to_be_in_viewport()
    await expect(below).to_be_in_viewport()
    await expect(page.locator("#stations")).to_be_in_viewport()
    await page.context.close()
