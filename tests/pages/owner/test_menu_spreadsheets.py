"""Menus as the spreadsheets of the pages' languages save them as text."""

import pytest

from domain.menu import Dish, Menu
from pages.i18n import translator_for
from pages.owner.menu_csv import CannotRead, read_menu
from pages.owner.menu_words import COLUMNS, read_heading, read_yes
from storage.owner_settings import LANGUAGES
from tests.support.world import ZONE

WORDS = translator_for("en", ZONE)


def read(text, encoding="utf-8", currency="EUR"):
    return read_menu(text.encode(encoding), Menu(), WORDS, currency)


def dish_of(text, encoding="utf-8", currency="EUR"):
    (dish,) = read(text, encoding, currency).dishes
    return dish


def price_of(cell, currency="EUR"):
    dish = dish_of(f"name;price\nSoup;{cell}\n", currency=currency)
    return dish.price, dish.currency


# As Excel and LibreOffice save them, each with the encoding and the words of its machine.
FILES = {
    "de": ("cp1252", "Gericht;Station;Minuten;Verfügbar;Preis;Währung", "Käsespätzle;Herd;12,5;FALSCH;1.234,50 €;EUR"),
    "fr": ("cp1252", "Plat;Poste;Minutes;Disponible;Prix;Monnaie", "Crème brûlée;Herd;12,5;FAUX;1\xa0234,50\xa0€;EUR"),
    "es": ("cp1252", "Plato;Estación;Minutos;Disponible;Precio;Moneda", "Jamón;Herd;12,5;FALSO;1.234,50 €;EUR"),
    "it": ("mac_roman", "Piatto;Postazione;Minuti;Disponibile;Prezzo;Valuta", "Caffè;Herd;12,5;FALSO;€ 1.234,50;EUR"),
    "pt": ("cp1252", "Prato;Estação;Minutos;Disponível;Preço;Moeda", "Pão;Herd;12,5;não;1.234,50 €;EUR"),
    "nl": ("cp1252", "Gerecht;Station;Minuten;Beschikbaar;Prijs;Munt", "Crème;Herd;12,5;ONWAAR;€ 1.234,50;EUR"),
    "pl": ("cp1250", "Nazwa;Stanowisko;Minuty;Dostępne;Cena;Waluta", "Gołąbki;Herd;12,5;FAŁSZ;1\xa0234,50\xa0zł;PLN"),
    "tr": ("cp1254", "Yemek;İstasyon;Dakika;Mevcut;Fiyat;Para birimi", "Şiş;Herd;12,5;YANLIŞ;1.234,50 TL;TRY"),
    "zh": ("gb18030", "菜品,工位,分钟,可售,价格,货币", '宫保鸡丁,Herd,12.5,否,"1,234.50元",CNY'),
    "ja": ("cp932", "料理,持ち場,分,提供中,価格,通貨", '餃子,Herd,12.5,いいえ,"￥123,450",JPY'),
    "ar": ("cp1256", "الطبق;القسم;الدقائق;متوفر;السعر;العملة", "حمص;Herd;12.5;لا;1234.50;EGP"),
}


@pytest.mark.parametrize("language", FILES)
@pytest.mark.parametrize("form", ["as saved", "utf-8", "unicode text"])
def test_each_language_is_read_as_its_machines_save_it(language, form):
    encoding, head, line = FILES[language]
    name, currency = line.replace(";", ",").split(",")[0], line[-3:]
    text = f"{head}\r\n{line}\r\n"
    if form == "unicode text":
        text, encoding = "\ufeff" + text.replace(";", "\t"), "utf-16-le"
    elif form == "utf-8":
        text, encoding = "\ufeff" + text, "utf-8"
    expected = Dish(name=name, station="Herd", minutes=12.5, available=False, price=123450, currency=currency)
    assert read(text, encoding) == ((expected,), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_pages_are_columns(language):
    t = translator_for(language, ZONE)
    words = ("Name", "Dish", "Station", "Minutes", "Available", "Per batch", "Category", "Options", "Price", "Currency")
    meant = ("name", "name", "station", "minutes", "available", "batch", "category", "options", "price", "currency")
    assert tuple(read_heading(t.gettext(word)) for word in words) == meant
    assert read_yes(t.gettext("yes")) is True
    assert read_yes(t.gettext("sold out")) is False


def test_the_files_of_the_product_name_their_columns():
    assert tuple(map(read_heading, COLUMNS)) == COLUMNS


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("Crème brûlée", "cp1252"), ("Żurek", "cp1250"), ("Şiş", "cp1254"), ("حمص", "cp1256"), ("宫保鸡丁", "gb18030"),
     ("ラーメン", "cp932"), ("Käsespätzle", "mac_roman"), ("Crème", "utf-16-le"), ("Crème", "utf-16-be")],
)  # fmt: skip
def test_an_encoding_is_known_by_its_letters(name, encoding):
    assert dish_of(f"name;price\r\n{name};3\r\n", encoding).name == name


def test_prices_are_read_as_people_write_them(subtests):
    for cell, price in [
        ("1.234,50", (123450, "EUR")),
        ("1,234.50", (123450, "EUR")),
        ("1.234.567,5", (123456750, "EUR")),
        ("1\xa0234,50\xa0€", (123450, "EUR")),
        ("1\u202f234,50 €", (123450, "EUR")),
        ("CHF 1'234.50", (123450, "CHF")),
        ("3,-", (300, "EUR")),
        ("3,\N{EM DASH} €", (300, "EUR")),
        ("\N{FULLWIDTH DIGIT EIGHT}\N{FULLWIDTH FULL STOP}5", (850, "EUR")),
        ("\N{ARABIC-INDIC DIGIT EIGHT}\N{ARABIC DECIMAL SEPARATOR}5", (850, "EUR")),
        (",5", (50, "EUR")),
        ("$8.50", (850, "USD")),
        ("R$ 8,50", (850, "BRL")),
        ("8,50 zł", (850, "PLN")),
        ("850円", (850, "JPY")),
        ("Rs. 8.50", (850, "EUR")),
        ("0", (0, "EUR")),
        ("-", (None, "")),
        ("\N{EN DASH}", (None, "")),
    ]:
        with subtests.test(cell=cell, price=price):
            assert price_of(cell) == price


@pytest.mark.parametrize(
    ("cell", "currency", "price"),
    [
        ("$8.50", "CAD", (850, "CAD")),
        ("1,200", "JPY", (1200, "JPY")),
        ("12.00", "JPY", (12, "JPY")),
        ("￥38", "CNY", (3800, "CNY")),
        ("1.234", "KWD", (1234, "KWD")),
        ("38 kr", "SEK", (3800, "SEK")),
    ],
)
def test_a_price_is_read_by_the_restaurants_currency(cell, currency, price):
    assert price_of(cell, currency) == price


@pytest.mark.parametrize("cell", ["1.500", "3,500", "1,234,50", "-3", "3-4", "2 x 3", "12.34.56", "1.23,456", "free"])
def test_unclear_prices_are_asked_back(cell):
    with pytest.raises(CannotRead, match="1 mistakes"):
        price_of(cell)


def test_a_sign_against_the_named_currency_is_asked_back():
    with pytest.raises(CannotRead):
        dish_of("name;price;currency\nSoup;8,50 €;USD\n")


@pytest.mark.parametrize(
    "heading",
    [
        "Preis (PLN)",
        "Preis in PLN",
        "Preis PLN",
        "Price [PLN]",
        "Cena (zł)",
        "Prix en PLN",
        "Preço em PLN",
        "Cena w zł",
    ],
)
def test_a_heading_names_the_currency(heading):
    dish = dish_of(f"Name;{heading}\nSuppe;8,50\n")
    assert (dish.price, dish.currency) == (850, "PLN")


@pytest.mark.parametrize("heading", ["Preis in €", "Prix TTC", "Prix TTC en €", "Precio en euros", "Prijs in\xa0€"])
def test_a_price_heading_may_say_more(heading):
    assert read(f"Name;{heading}\nSuppe;8,50\n") == ((Dish(name="Suppe", price=850, currency="EUR"),), ())


def test_a_language_behind_a_name_is_no_currency():
    assert read("Name;Nom FR;Preis\nSuppe;Soupe;3,50\n").left_out == ("Nom FR",)


@pytest.mark.parametrize("cell", ["12 min", "12 Min.", "12'", "12\xa0Minuten", "12分", "12,0", "12 dk"])
def test_minutes_are_read_with_their_word(cell):
    assert dish_of(f"name;minutes\nSoup;{cell}\n").minutes == 12


@pytest.mark.parametrize(
    "text",
    [
        "Speisekarte 2026;;\n\nName;Preis;\nSuppe;3,50;\n;;\n",
        "\n;;;\nname;price\nSuppe;3,50\n",
        '"sep=;"\nname;price\nSuppe;3,50\n',
        'sep=\t\nname\tprice\nSuppe\t"3,50"\n',
        'Preis,Name\n"3,50",="Suppe"\n',
        "name|price\nSuppe|3.5\n",
        'Name;Preis\r"Suppe";3,50\r',
        "Speisekarte;;Stand: 1.3.2026\nSommer;;\nName;Station;Preis\nSuppe;kitchen;3,50\n",
        # With semicolons between its cells, Excel shows a file of commas as one column, and saves it so.
        '"name,""price"""\n"Suppe,""3.50"""\n',
    ],
)
def test_a_table_is_found_in_its_file(text):
    assert read(text) == ((Dish(name="Suppe", price=350, currency="EUR"),), ())


def test_what_is_not_read_is_named():
    assert read("Name;Nr;Preis;Price\nSuppe;7;3,50;9\n").left_out == ("Nr", "Price")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name;price;\nSoup;3;vegan\n", 2),
        ('name;price\nSoup;"3\nTea;2\n', 3),
        ("Menu\nname;minutes\nSoup;12;8,50\n", 3),
        ("Soup;12\nTea;3\n", 1),
        ("Karte;Sommer\nName;Preis\nSuppe;3,50\n", 1),
        # Sorted with its headings.
        ("Ente;Grill;19,50 €\nName;Station;Preis\nSuppe;Herd;3,50 €\n", 1),
        ("Ente;;19,50 €\nName;Station;Preis\nSuppe;Herd;3,50 €\n", 1),
    ],
)
def test_what_would_be_cut_or_mixed_up_is_asked_back(text, line):
    with pytest.raises(CannotRead) as refused:
        read(text)
    assert refused.value.mistakes[0][0] == line


@pytest.mark.parametrize("begin", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_spreadsheet_itself_is_asked_to_be_saved_as_text(begin):
    with pytest.raises(CannotRead) as refused:
        read_menu(begin + bytes(64), Menu(), WORDS)
    assert "CSV" in refused.value.mistakes[0][1]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Crème brûlée", "cp850"), ("Müsli", "cp850"), ("Käsespätzle", "cp850"), ("Jamón y PIÑA", "cp850"),
        ("Gołąbki", "cp852"), ("Łosoś pieczony, gołąbki", "cp852"), ("Élysée", "mac_roman"), ("Paña", "mac_roman"),
    ],
)  # fmt: skip
def test_files_of_dos_are_read(name, encoding):
    assert dish_of(f"name;station\r\n{name};grill\r\n", encoding).name == name


@pytest.mark.parametrize("end", ["\0\0", "\x1a", "\r\n\x1a"])
def test_the_mark_of_a_files_end_is_no_dish(end):
    assert dish_of("name;station\r\nSoup;grill\r\n" + end).name == "Soup"


@pytest.mark.parametrize("cell", ['="Ham ""ibérico"""', '"=""Ham """"ibérico"""""""'])
def test_quotation_marks_within_a_text_formula_are_kept(cell):
    assert dish_of(f"name;station\r\n{cell};grill\r\n").name == 'Ham "ibérico"'
