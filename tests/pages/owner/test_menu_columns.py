"""Columns of a menu's file beside the name: what is left, price, category and options."""

import pytest

from domain.menu import Dish, Menu
from pages.owner.menu_csv import read_menu, written
from tests.support.menu_files import NOTHING, WORDS, mistakes, read
from tests.support.world import EVENING


def test_what_is_left_is_written_and_read_again():
    menu = Menu(
        (
            Dish(name="Soup", left=3),
            Dish(name="Tart", available=False, left=0),
            Dish(name="Fish", available=False, out_until=EVENING),
            Dish(name="Trout", available=False, left=-2),
        )
    )
    assert read(written(menu), menu) == menu.dishes
    assert read(written(menu))[:3] == menu.dishes[:3]
    assert read("name,minutes\nSoup,15\nTart,15\nFish,15\nTrout,15\n", menu) == menu.dishes


def test_a_dish_that_is_back_is_no_longer_counted_out():
    menu = Menu((Dish(name="Tart", available=False, left=0, out_until=EVENING),))
    assert read("name,available\nTart,yes\n", menu) == (Dish(name="Tart"),)


def test_another_number_of_portions_ends_what_is_owed():
    menu = Menu((Dish(name="Trout", available=False, left=-2),))
    assert read("name,available,left\nTrout,yes,3\n", menu) == (Dish(name="Trout", left=3),)


@pytest.mark.parametrize("cells", ["-1,", "1000,", "many,", "²,", ",soon", ",2026-03-14T04:00"])
def test_what_cannot_be_left_is_refused(cells):
    assert mistakes(f"name,left,out_until\nSoup,{cells}\n")


@pytest.mark.parametrize("cell", ["8.5", '"8,50"', "8.50 €", "€8.50", "EUR 8.50"])
def test_a_price_is_read_as_people_write_it(cell):
    (dish,) = read_menu(f"name,price\nSoup,{cell}\n".encode(), NOTHING, WORDS, "EUR").dishes
    assert (dish.price, dish.currency) == (850, "EUR")


@pytest.mark.parametrize(("currency", "minor"), [("JPY", 850), ("KWD", 850000), ("", 85000)])
def test_minor_units_are_those_of_the_currency(currency, minor):
    (dish,) = read_menu(b"name,price\nSoup,850\n", NOTHING, WORDS, currency).dishes
    assert dish.price == minor


@pytest.mark.parametrize("line", ["Soup,1 23,EUR", "Soup,8.555,EUR", "Soup,cheap,EUR", "Soup,1,AB1", "Soup,1e30,"])
def test_what_is_no_price_is_asked_back(line):
    assert mistakes(f"name,price,currency\n{line}\n")


def test_options_stand_in_one_cell():
    (dish,) = read('nombre;categoría;opciones\nSopa;Entrantes;"sin sal | picante|picante"\n')
    assert (dish.category, dish.options) == ("Entrantes", ("sin sal", "picante"))


def test_too_many_options_are_asked_back():
    assert mistakes(f"name,options\nSoup,{'|'.join(map(str, range(31)))}\n")


def test_an_empty_cell_leaves_all_as_it_is():
    soup = Dish(name="Soup", category="Starters", options=("mild",), price=850, currency="EUR")
    assert read("name,category,options,price,currency\nSoup,,,,\n", Menu((soup,))) == (soup,)
