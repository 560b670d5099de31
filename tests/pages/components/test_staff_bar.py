"""The bar of the staff's pages."""

from pages.components.staff_bar import bar
from pages.i18n import translator_for
from tests.support.world import ZONE

WORDS = translator_for("en", ZONE)


def test_where_the_bar_is_narrow_its_button_names_the_open_page():
    assert 'aria-label="Pages: Reports"' in bar("/reports", WORDS)
    assert '<summary class="pill" aria-label="Pages">' in bar("", WORDS)
