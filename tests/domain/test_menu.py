import pytest

from domain.errors import DishNotFound
from domain.menu import Dish, Menu, Station
from tests.support.world import MENU


@pytest.mark.parametrize("name", ["Garlic Naan", "garlic naan", "  GARLIC   NAAN "])
def test_a_dish_is_found_however_its_name_is_written(name):
    found = MENU.find(name)
    assert found is not None
    assert found.station == "tandoor"


def test_a_dish_that_is_not_there_is_not_found():
    assert MENU.find("Pizza") is None


def test_sold_out_dish_returns_and_the_rest_stays():
    out = MENU.eighty_six("garlic naan", available=False)
    assert [dish.available for dish in out.dishes] == [False, True, True, False]
    assert out.eighty_six("Garlic Naan", available=True) == MENU
    assert MENU.find("Garlic Naan").available


def test_a_dish_that_is_not_there_cannot_be_out():
    with pytest.raises(DishNotFound):
        MENU.eighty_six("Pizza", available=False)


def test_a_dish_can_be_asked_for_by_its_very_name():
    assert MENU.find_exactly("GARLIC NAAN") is MENU.find("Garlic Naan")
    assert MENU.find_exactly("Garlic-Naan") is None


def test_a_menu_can_keep_anothers_stations():
    other = Menu((), (Station("bar", 5),))
    assert MENU.with_stations_of(other) == Menu(MENU.dishes, other.stations)


def test_undescribed_station_cooks_two_dishes_at_once():
    assert (MENU.slots("stove"), MENU.slots("grill")) == (3, Station("grill").slots)


def test_names_that_differ_only_in_case_count_once():
    assert len(Menu((Dish(name="Naan"), Dish(name="NAAN"))).names()) == 1


@pytest.mark.parametrize(
    ("sent", "known"),
    [
        ("creme  BRULEE", "Crème brûlée"),
        ("Fish and Chips", "Fish & chips"),
        ("moms pie", "Mom’s pie"),  # noqa: RUF001  as a phone writes it
        ("Mom's-Pie", "Mom’s pie"),  # noqa: RUF001  as a phone writes it
        ("Pizza (large)", "Pizza, large"),
    ],
)
def test_the_same_words_find_the_dish(sent, known):
    menu = Menu(tuple(Dish(name=n) for n in ("Crème brûlée", "Fish & chips", "Mom’s pie", "Pizza, large")))  # noqa: RUF001
    dish = menu.find(sent)
    assert dish is not None
    assert dish.name == known


def test_two_dishes_of_the_same_words_are_told_apart():
    menu = Menu((Dish(name="Paté"), Dish(name="Pate", minutes=3)))
    assert [menu.find(name).minutes for name in ("paté", "pate")] == [15, 3]
    assert menu.find("pâte") is None
