"""The menu goes out to a spreadsheet and comes back, whole or not at all."""

import csv
import io
from contextlib import suppress
from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.dish_names import fold_name
from domain.menu import MAX_BATCH_PORTIONS, MAX_LEFT, Dish, Menu
from domain.prices import MAX_PRICE
from pages.owner.menu_changes import describe_changes, imported
from pages.owner.menu_csv import written
from pages.schemas.menu import DishJson
from tests.support.menu_files import WORDS, mistakes, read
from tests.support.world import MENU

MINUTES = st.floats(0, 600, exclude_min=True, allow_subnormal=False)
NAMES = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40)


OPTIONS = st.lists(NAMES, max_size=4, unique=True).map(tuple)


def priced(dish, price, currency, category):
    return replace(dish, price=price, currency="" if price is None else currency, category=category)


def test_what_went_out_comes_back_as_it_was():
    assert read(written(MENU)) == MENU.dishes


# All that the REST interface takes.
_CURRENCIES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
_TEXTS = st.text(min_size=1, max_size=20)


def taken(**sent):
    """Return the dish that the interface makes of this, or None if it refuses it."""
    with suppress(ValidationError):
        return DishJson(**sent).to_dish("EUR")
    return None


TAKEN = st.builds(
    taken,
    name=_TEXTS,
    station=_TEXTS,
    minutes=MINUTES,
    available=st.booleans(),
    batch=st.integers(1, MAX_BATCH_PORTIONS),
    category=_TEXTS,
    options=st.lists(_TEXTS, max_size=3),
    price=st.none() | st.integers(0, MAX_PRICE),
    currency=st.just("") | _CURRENCIES,
    left=st.none() | st.integers(0, MAX_LEFT),
    out_until=st.none() | st.datetimes(timezones=st.just(UTC)),
).filter(bool)


@given(st.lists(TAKEN, min_size=1, max_size=2, unique_by=lambda dish: fold_name(dish.name)))
def test_what_the_interface_takes_comes_back(dishes):
    menu = Menu(tuple(dishes))
    paper = b"\xef\xbb\xbf" + written(menu).encode()
    assert read(paper) == menu.dishes
    assert describe_changes(menu, imported(menu, read(paper, menu), removes=True), WORDS) == []


@given(
    st.lists(
        st.builds(
            priced,
            st.builds(Dish, name=NAMES, station=NAMES, minutes=MINUTES, batch=st.integers(1, 99), options=OPTIONS),
            st.none() | st.integers(0, MAX_PRICE),
            st.sampled_from(["EUR", "JPY", "KWD"]),
            st.just("") | NAMES,
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda dish: dish.name.casefold(),
    )
)
def test_all_dish_names_survive_and_none_is_a_formula(dishes):
    paper = written(Menu(tuple(dishes)))
    cells = [cell for line in csv.reader(io.StringIO(paper, newline="")) for cell in line]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert read(paper) == tuple(dishes)


@pytest.mark.parametrize("name", ["Crème\u00a0brûlée", "نیم\u200cرو", "👩\u200d🍳 menu", "two\nlines", "a\tb"])
def test_names_that_the_interface_takes_come_back(name):
    assert [dish.name for dish in read(written(Menu((Dish(name=name),))))] == [name]


@pytest.mark.parametrize("name", ["\u200b", "\x7f", "a\x80"])
def test_names_that_nobody_can_read_are_refused(name):
    assert mistakes(f"name\n{name}\nSoup\n")


@pytest.mark.parametrize("delimiter", ";\t|")
@pytest.mark.parametrize("name", ["x{}=cmd|'/C calc'!A0", 'x"{}=1+1', "x{}@SUM(A1)", "{}=1", "x{}+34{}-1"])
def test_other_separator_begins_no_cell(name, delimiter):
    paper = written(Menu((Dish(name=name.replace("{}", delimiter)),)))
    cells = [cell for line in csv.reader(io.StringIO(paper, newline=""), delimiter=delimiter) for cell in line]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize("name", ["=1+1", "+34", "-x", "@SUM(A1)", "'=1"])
def test_formula_like_names_go_out_as_text_and_return(name):
    paper = written(Menu((Dish(name=name),)))
    assert f"'{name}" in paper
    assert read(paper)[0].name == name


def test_spanish_spreadsheets_are_read_by_their_signs():
    (dish,) = read("name;station;minutes;available;batch\nSopa;olla;8,5;sí;2\n")
    assert dish == Dish(name="Sopa", station="olla", minutes=8.5, batch=2)


def test_older_spreadsheets_are_read_too():
    assert read("name,available\nPiña colada,no\n".encode("cp1252"))[0] == Dish(name="Piña colada", available=False)


def test_what_is_left_out_is_as_usual():
    assert read("Name\r\nNaan\r\n\r\n") == (Dish(name="Naan"),)


def test_each_mistake_names_its_line_and_reads_nothing():
    found = mistakes("name,minutes,available,batch\nNaan,6,yes,4\n,0,maybe,1.5\n NAAN ,abc,,\n")
    assert [line for line, _ in found] == [3, 3, 3, 3, 4, 4]
    assert any("for example 12" in says for _, says in found)


def test_unfit_file_is_answered_with_what_to_write(subtests):
    for text, line, says in [
        ("", 1, "name the columns"),
        ("what,minutes\nNaan,6\n", 1, "name the columns"),
        ("name,minutes\n", 0, "no dish"),
        ("name\n" + "x" * 121 + "\n", 2, "1 to 120"),
        ("name,station\nNaan," + "x" * 121 + "\n", 2, "at most 120"),
        ("name,minutes\nNaan,nan\n", 2, "minutes"),
        ("name,minutes\nNaan,inf\n", 2, "minutes"),
        ("name,batch\nNaan,inf\n", 2, "batch"),
        ("name\nNa\x00an\n", 2, ""),
        ("name\n" + "\n".join(f"Dish {n}" for n in range(2001)), 0, "2000"),
    ]:
        with subtests.test(text=text, line=line, says=says):
            found = mistakes(text)
            assert found[0][0] == line
            assert says in found[0][1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("cell", [",", ";", "\t"])
def test_spreadsheets_are_read_as_they_save_text(cell, encoding):
    text = cell.join(("nombre", "minutos", "disponible")) + "\r\n" + cell.join(("Sopa de año", '"8,5"', "no")) + "\r\n"
    marked = "\ufeff" + text if encoding in {"utf-16-le", "utf-16-be"} else text
    assert read(marked.encode(encoding)) == (Dish(name="Sopa de año", minutes=8.5, available=False),)


def test_a_named_separator_is_taken():
    assert [dish.name for dish in read("sep=;\nname;station\nFish, chips;grill\n")] == ["Fish, chips"]


# Python 3.13 refuses some of these signs between cells.
@pytest.mark.parametrize("line", ["sep=", 'sep="', '"sep="'])
def test_line_that_names_no_separator_is_a_title(line):
    assert [dish.name for dish in read(f"{line}\r\nname,station\r\nSoup,grill\r\n")] == ["Soup"]


def test_long_line_of_another_table_is_refused():
    ((line, says),) = mistakes("sep=,\n" + "x," * csv.field_size_limit())
    assert (line, says.partition(":")[0]) == (1, "the first line must name the columns")


def test_line_with_extra_cells_is_refused_not_cut():
    ((line, says),) = mistakes("name,minutes\nFish, chips and peas,9\n")
    assert (line, says.partition(";")[0]) == (2, "this line has more cells than columns")
    assert read("name,minutes\nFish,9,,\n")


def test_what_a_file_does_not_mention_stays_as_it_is():
    lassi = read("name,minutes\nmango lassi,3\n", MENU)[0]
    assert (lassi.name, lassi.station, lassi.minutes, lassi.available) == ("mango lassi", "bar", 3, False)
    assert read("name,available,station\nMango Lassi,,\n", MENU) == (MENU.find("Mango Lassi"),)
