"""The kitchen reads which printer cannot print, and why."""

import pytest

from pages.i18n import translator_for
from pages.kitchen.kitchen_view import printers
from storage.outgoing.service import NOT_ASKED
from tests.support.world import ZONE

EN = translator_for("en", ZONE)


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        ("out of paper", "out of paper"),
        ("410 Out of paper", "out of paper"),
        ("the cover is open", "the cover is open"),
        (NOT_ASKED, "it does not answer. Is it switched on?"),
        ("the printer does not answer: is it switched on?", "it does not answer. Is it switched on?"),
        ("520 Download timeout", "it cannot print at the moment"),
    ],
)
def test_problem_is_said_in_words(problem, says):
    assert f"<p>Printer Pass: {says}</p>" in printers([("Pass", problem)], EN)


async def test_page_says_which_printer_stands_still(staff, restaurant):
    restaurant.board.show_printer_problems((("Pass", "out of paper"),))
    assert "Printer Pass: out of paper" in (await staff.get("/kitchen?lang=en")).text
