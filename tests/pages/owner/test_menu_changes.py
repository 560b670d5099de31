"""An imported menu: what it changes, and how that is said before it is done."""

from domain.menu import Dish, Menu, Station
from pages.i18n import translator_for
from pages.owner.menu_changes import describe_changes, imported
from pages.owner.menu_csv import read_menu, written
from tests.support.world import MENU, ZONE

WORDS = translator_for("en", ZONE)


def read(text):
    return read_menu(text if isinstance(text, bytes) else text.encode(), MENU, WORDS).dishes


def test_other_dishes_stay_unless_they_are_to_go():
    dishes = read("name\nGarlic Naan\nSoup\n")
    assert len(imported(MENU, dishes, removes=False).dishes) == len(MENU.dishes) + 1
    gone = imported(MENU, dishes, removes=True)
    assert ([dish.name for dish in gone.dishes], gone.stations) == (["Garlic Naan", "Soup"], MENU.stations)


def test_each_change_is_said_before_it_is_done():
    dishes = read("name,minutes,available\nGARLIC NAAN,7.5,no\nSoup,5,yes\n")
    said = describe_changes(MENU, imported(MENU, dishes, removes=True), WORDS)
    assert said == [
        "Chicken Tikka Masala is removed",
        "Lamb Biryani is removed",
        "Mango Lassi is removed",
        "Soup is new: Minutes 5",
        "GARLIC NAAN: Name Garlic Naan → GARLIC NAAN, Minutes 6 → 7.5, Available yes → sold out",
    ]


def test_the_same_menu_changes_nothing():
    assert describe_changes(MENU, imported(MENU, read(written(MENU)), removes=True), WORDS) == []


def stations_of(menu):
    return [dish.station for dish in menu.dishes]


def test_a_station_in_other_capitals_is_the_same():
    grill = Menu((Dish(name="Steak", station="Grill"),), (Station("Oven"),))
    dishes = read("name,station\nPizza,oven\nRibs,grill\nSoup,Pot\nStew,POT\n")
    assert stations_of(imported(grill, dishes, removes=False)) == ["Grill", "Oven", "Grill", "Pot", "Pot"]
    assert stations_of(imported(grill, dishes, removes=True)) == ["Oven", "grill", "Pot", "Pot"]


def test_a_whole_file_may_rename_a_station():
    grill = Menu((Dish(name="Steak", station="grill"), Dish(name="Ribs", station="grill")))
    dishes = read("name,station\nSteak,Grill\nRibs,Grill\n")
    assert stations_of(imported(grill, dishes, removes=False)) == ["Grill", "Grill"]


def test_a_changed_price_is_told_in_money():
    before = Menu((Dish(name="Soup", price=850, currency="EUR"),))
    after = Menu((Dish(name="Soup", price=900, currency="EUR", category="Starters"),))
    assert describe_changes(before, after, WORDS) == ["Soup: Category – → Starters, Price €8.50 → €9.00"]  # noqa: RUF001  a dash
