"""A menu is pasted as it stands in a document."""

import pytest

from domain.menu import Menu
from pages.i18n import translator_for
from pages.owner.menu_csv import CannotRead
from pages.owner.menu_view import import_form
from pages.owner.pasted_menu import read_pasted
from tests.support.world import ZONE

WORDS = translator_for("en", ZONE)


def read(text):
    dishes = read_pasted(text, Menu(), WORDS, "EUR").dishes
    return [(dish.name, dish.category, dish.price) for dish in dishes]


def test_a_menu_of_parts_is_read():
    text = """Starters
1. Tomato soup ........ 6,50 €
2. Green salad - 5.00

MAINS:
• Grilled chicken\t12
• Coca Cola 33 cl  2.50 €
• Menu 2
"""
    assert read(text) == [
        ("Tomato soup", "Starters", 650),
        ("Green salad", "Starters", 500),
        ("Grilled chicken", "MAINS", 1200),
        ("Coca Cola 33 cl", "MAINS", 250),
        ("Menu 2", "MAINS", None),
    ]


@pytest.mark.parametrize(
    ("line", "name", "price"),
    [
        ("Paella €14", "Paella", 1400),
        ("Paella 14 €", "Paella", 1400),
        ("Paella 14,00", "Paella", 1400),
        ("Paella, para dos personas: 1.234,50 €", "Paella, para dos personas", 123450),
        ("Zumo 7UP", "Zumo 7UP", None),
        ("Pizza 4 formaggi", "Pizza 4 formaggi", None),
        ('Menu "del día" 9.50', 'Menu "del día"', 950),
    ],
)
def test_a_price_is_told_from_a_name(line, name, price):
    assert read(line) == [(name, "", price)]


def test_dishes_alone_are_read():
    assert [name for name, _, _ in read("Soup\nSalad\r\n\nChicken")] == ["Soup", "Salad", "Chicken"]


def test_a_table_is_read_as_a_file_is():
    assert read("Dish\tPrice\nSoup\t6.50") == [("Soup", "", 650)]


def test_a_mistake_names_the_line_that_was_pasted():
    with pytest.raises(CannotRead) as refused:
        read("Soup 6.50\n\nSalad\nSoup 7.00")
    assert [line for line, _ in refused.value.mistakes] == [4]


def test_the_form_s_title_names_no_kind_of_file():
    english, german = (str(import_form(translator_for(language, ZONE), 1)) for language in ("en", "de"))
    assert ["CSV" in form.split("</h2>")[0] for form in (english, german)] == [False, False]
    assert "Gerichte importieren</h2>" in german
