"""Every page answers in every language, with its language and its direction."""

import re

from storage.owner_settings import LANGUAGES

QUICK_LANGUAGES = ("es", "ar", "ja")  # one from right to left, one without spaces
TAPS = ((), ("start",), ("bump",), ("bump", "hand_over"), ("cancel",))


def fixed_addresses(app):
    """Return the addresses that need nothing filled in."""
    routes = [route for route in app.routes if "GET" in (getattr(route, "methods", None) or ())]
    return sorted({route.path for route in routes if "{" not in route.path} | {"/no-such-page"})


async def tapped(restaurant, taps):
    order = await restaurant.order("Garlic Naan", "Lamb Biryani")
    for tap in taps:
        order = await restaurant.tap(tap, order.id)
    return order


async def test_every_page_is_in_the_language(app, staff, restaurant, subtests, pytestconfig):
    for language in LANGUAGES if pytestconfig.getoption("--whole") else QUICK_LANGUAGES:
        with subtests.test(language=language):
            orders = [await tapped(restaurant, taps) for taps in TAPS]
            await staff.post("/language", data={"language": language, "back": "/"})
            addresses = fixed_addresses(app) + [f"/t/{order.token}" for order in orders]
            answers = [await staff.get(address) for address in addresses]
            html = [answer for answer in answers if answer.headers.get("content-type", "").startswith("text/html")]
            assert [answer.url for answer in answers if answer.status_code >= 500] == []
            direction = "rtl" if language == "ar" else "ltr"
            wrong = [answer.url for answer in html if f'<html lang="{language}" dir="{direction}">' not in answer.text]
            assert (wrong, len(html) > len(TAPS)) == ([], True)
            assert [answer.url for answer in html if re.search(r"\{(?:n|code|dish|time)\}", visible(answer.text))] == []


def visible(html):
    """Return what is read: neither scripts nor attributes, which have templates to be filled in."""
    return re.sub(r"<(script|style).*?</\1>|<[^>]*>", "", html, flags=re.DOTALL)
