"""A menu is pasted as it stands in a document."""

import pytest

from domain.menu import Menu
from pages.i18n import translator_for
from pages.owner.menu_csv import CannotRead
from pages.owner.menu_view import import_form
from pages.owner.pasted_menu import read_pasted
from tests.support.world import ZONE

WORDS = translator_for("en", ZONE)


def read(text, currency="EUR", words=WORDS):
    dishes = read_pasted(text, Menu(), words, currency).dishes
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


@pytest.mark.parametrize(
    ("line", "currency", "name", "price"),
    [
        ("Biryani ₹250", "INR", "Biryani", 25000),
        ("Naan Rs. 45", "INR", "Naan", 4500),
        ("Dosa - 120/-", "INR", "Dosa", 12000),
        ("Dosa 120/-", "INR", "Dosa", 12000),
        ("Idli ₹60/-", "INR", "Idli", 6000),
        ("Set A HK$88", "HKD", "Set A", 8800),
        ("Beer 500 Kč", "CZK", "Beer", 50000),
        ("Smørrebrød 95 kr.", "DKK", "Smørrebrød", 9500),
        ("Gulyás 2 500 Ft", "HUF", "Gulyás", 250000),
        ("Ciorbă 25 LEI", "RON", "Ciorbă", 2500),
        ("Phở bò 65.000đ", "VND", "Phở bò", 65000),
        ("Phở bò 65.000 ₫", "VND", "Phở bò", 65000),
        ("Burger ... 12.5", "EUR", "Burger", 1250),
        ("Burger 12,-", "EUR", "Burger", 1200),
        ("Cola 0,33  2,50", "EUR", "Cola 0,33", 250),
        ("Pollo 1/2 12.00", "EUR", "Pollo 1/2", 1200),
        ("Pollo  1/2", "EUR", "Pollo  1/2", None),
        ("Kebap 120 TL", "TRY", "Kebap", 12000),
        ("Ayran 25,00 ₺", "TRY", "Ayran", 2500),
        ("Suppe Fr. 12.50", "CHF", "Suppe", 1250),
        ("Suppe 12.50 SFr.", "CHF", "Suppe", 1250),
        ("Suppe CHF 12.-", "CHF", "Suppe", 1200),
        ("Suppe 8 Euro", "EUR", "Suppe", 800),
        ("Zuppa euro 8,00", "EUR", "Zuppa", 800),
        ("Soupe 8,50 euros", "EUR", "Soupe", 850),
        ("Zupa 24 zl", "PLN", "Zupa", 2400),
        ("حمص ١٢\N{ARABIC DECIMAL SEPARATOR}٢١", "EUR", "حمص", 1221),
        ("牛丼 \N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH COMMA}２００円", "JPY", "牛丼", 1200),
        ("Don\u2019s Soup  6.50", "EUR", "Don\u2019s Soup", 650),
    ],
)
def test_a_price_is_read_in_each_currency(line, currency, name, price):
    assert read(line, currency) == [(name, "", price)]


@pytest.mark.parametrize(
    ("line", "currency"), [("حمص 25 د.إ.", "AED"), ("حمص 25 د.إ", "AED"), ("حمص ٢٥ ر.س", "SAR"), ("حمص ر.س. 25", "SAR")]
)
def test_the_restaurant_s_own_sign_is_read(line, currency):
    assert read(line, currency, translator_for("ar", ZONE)) == [("حمص", "", 2500)]


def test_a_dish_with_a_local_price_is_no_category():
    assert read("Kebap 120 TL\nAyran 25,00 ₺", "TRY") == [("Kebap", "", 12000), ("Ayran", "", 2500)]


@pytest.mark.parametrize("line", ["Tea 2.50 / 3.00", "Tea 2.50/3.00", "Tea ... €4 / 18", "Wine 4 / 18 €"])
def test_a_dish_of_two_prices_is_asked_back(line):
    with pytest.raises(CannotRead) as refused:
        read(f"Soup 6.50\n{line}")
    assert refused.value.mistakes == [(2, "price: write an amount, for example 8.50")]


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
