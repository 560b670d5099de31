"""The menu changes dish by dish; names stay unique, and the rest stays as it was."""

import pytest

from domain.errors import DishNotFound, IntakeConflict, MenuTooLong
from domain.menu import MAX_DISHES, MAX_STATIONS, Dish, Menu, Station
from domain.menu_keeper import check_length
from tests.support.world import MENU


def names(menu):
    return [dish.name for dish in menu.dishes]


def test_a_new_dish_stands_last():
    assert names(MENU.with_dish(Dish(name="Pizza"))) == [*names(MENU), "Pizza"]


def test_changed_dish_keeps_its_place_under_a_new_name():
    changed = MENU.with_dish(Dish(name="Butter Naan", minutes=7), instead_of="garlic naan")
    assert names(changed) == ["Butter Naan", *names(MENU)[1:]]
    assert changed.find("Butter Naan").minutes == 7


def test_a_dish_may_change_the_case_of_its_own_name():
    assert names(MENU.with_dish(Dish(name="GARLIC NAAN"), instead_of="Garlic Naan"))[0] == "GARLIC NAAN"


@pytest.mark.parametrize("instead_of", [None, "Garlic Naan"])
def test_two_dishes_cannot_share_a_name(instead_of):
    with pytest.raises(IntakeConflict):
        MENU.with_dish(Dish(name="lamb  biryani"), instead_of=instead_of)


def test_removed_dish_cannot_be_changed_or_removed():
    with pytest.raises(DishNotFound):
        MENU.with_dish(Dish(name="Pizza"), instead_of="Pasta")
    with pytest.raises(DishNotFound):
        MENU.without_dish("Pasta")


def test_a_removed_dish_is_gone_and_the_others_stay():
    assert names(MENU.without_dish("GARLIC NAAN")) == names(MENU)[1:]


def test_station_replaces_the_one_of_the_same_name():
    assert MENU.with_station(Station("stove", 9)).slots("stove") == 9
    assert len(MENU.with_station(Station("stove", 9)).stations) == len(MENU.stations)
    assert MENU.with_station(Station("bar", 1)).stations[-1] == Station("bar", 1)


async def test_two_people_s_changes_both_count(restaurant):
    await restaurant.kitchen.menus.change(lambda menu: menu.with_dish(Dish(name="Pizza")))
    await restaurant.kitchen.menus.change(lambda menu: menu.with_dish(Dish(name="Pasta")))
    assert names(restaurant.kitchen.menu)[-2:] == ["Pizza", "Pasta"]
    assert restaurant.board.live_menu.menu == restaurant.kitchen.menu


FULL = Menu(
    tuple(Dish(name=f"dish {n}") for n in range(MAX_DISHES)),
    tuple(Station(f"station {n}") for n in range(MAX_STATIONS)),
)


async def test_full_menu_takes_no_more(restaurant):
    await restaurant.kitchen.menus.replace(FULL)
    for change in (
        lambda menu: menu.with_dish(Dish(name="Pizza")),
        lambda menu: menu.with_station(Station("oven")),
    ):
        with pytest.raises(MenuTooLong):
            await restaurant.kitchen.menus.change(change)
    assert restaurant.kitchen.menu == FULL


def test_menu_that_is_too_long_can_be_shortened():
    longer = Menu((*FULL.dishes, Dish(name="Pizza"), Dish(name="Pasta")))
    check_length(longer, longer.without_dish("Pasta"))
    check_length(longer, longer.with_dish(Dish(name="Calzone"), instead_of="Pizza"))
    with pytest.raises(MenuTooLong):
        check_length(longer, longer.with_dish(Dish(name="Calzone")))
