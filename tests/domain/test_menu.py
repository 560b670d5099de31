from datetime import timedelta

import pytest

from domain.errors import DishNotFound
from domain.intake import Draft, create_order
from domain.item import DraftItem
from domain.menu import IN_STOCK, SOLD_OUT, Dish, Menu, Station, Stock
from tests.support.world import EVENING, MENU


@pytest.mark.parametrize("name", ["Garlic Naan", "garlic naan", "  GARLIC   NAAN "])
def test_a_dish_is_found_however_its_name_is_written(name):
    found = MENU.find(name)
    assert found is not None
    assert found.station == "tandoor"


@pytest.mark.parametrize(
    ("dish", "names"),
    [
        ("Käsespätzle", ["Kasespatzle", "KAESESPAETZLE", "Ka\u0308sespa\u0308tzle"]),
        ("Kaesespaetzle", ["Käsespätzle", "KÄSESPÄTZLE"]),
        ("Côte de bœuf", ["Cote de boeuf", "COTE DE BOEUF"]),
        ("Smørrebrød", ["smorrebrod"]),
        ("Fish & Chips", ["Fish and chips", "FISH 'N' CHIPS", "fish n chips", "Fish + Chips", "fish&chips"]),
        ("7-Up", ["7up", "7 UP"]),
        ("Żurek łódzki", ["Zurek lodzki"]),
    ],
)
def test_a_dish_is_found_by_how_tills_spell_it(dish, names):
    menu = Menu((Dish(name=dish), Dish(name="Tea")))
    assert [menu.find(name) for name in names] == [menu.dishes[0]] * len(names)


def test_a_spelling_of_two_dishes_finds_neither():
    menu = Menu((Dish(name="Müsli"), Dish(name="Muesli")))
    assert menu.find("MUESLI!") is None
    assert menu.find("müsli") is menu.dishes[0]
    assert Menu((Dish(name="Ol"), Dish(name="Oel"))).find("Öl.") is None


def test_a_dish_that_is_not_there_is_not_found():
    assert MENU.find("Pizza") is None


def test_sold_out_dish_returns_and_the_rest_stays():
    out = MENU.eighty_six("garlic naan", SOLD_OUT)
    assert [dish.available for dish in out.dishes] == [False, True, True, False]
    assert out.eighty_six("Garlic Naan", IN_STOCK) == MENU
    assert MENU.find("Garlic Naan").available


def test_a_dish_that_is_not_there_cannot_be_out():
    with pytest.raises(DishNotFound):
        MENU.eighty_six("Pizza", SOLD_OUT)


def test_a_dish_can_be_asked_for_by_its_very_name():
    assert MENU.find_exactly("GARLIC NAAN") is MENU.find("Garlic Naan")
    assert MENU.find_exactly("Garlic-Naan") is None


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


def test_a_station_is_the_menus_in_any_case():
    menu = Menu((Dish(name="Soup", station="Cold"), Dish(name="Steak", station="Grill")), (Station("grill", 2),))
    lines = tuple(DraftItem(name="Soup", station=said) for said in (None, "COLD", "Grill ", "bar"))
    order = create_order(Draft(items=(*lines, DraftItem(name="Steak"))), menu, (), EVENING)
    assert [item.station for item in order.items] == ["Cold", "Cold", "grill", "bar", "grill"]
    after = order.start(EVENING, station="cold").order
    assert [item.state for item in after.items] == ["cooking", "cooking", "queued", "queued", "queued"]


class TestWhatIsLeft:
    FIVE = MENU.eighty_six("Garlic Naan", Stock(available=True, left=5))

    def test_orders_count_down_until_it_is_sold_out(self):
        three = self.FIVE.sell("garlic naan", 2)
        assert three.find("Garlic Naan").stock == Stock(available=True, left=3)
        assert three.sell("Garlic Naan", 4).find("Garlic Naan").stock == Stock(available=False, left=-1)
        assert three.sell("Garlic Naan", 2.5).find("Garlic Naan").stock == Stock(available=False, left=0)

    def test_what_is_not_counted_stays_as_it_is(self):
        for name in ("Lamb Biryani", "Pizza"):
            assert self.FIVE.sell(name, 3) is self.FIVE
            assert not self.FIVE.counts(name)
        assert self.FIVE.counts("GARLIC NAAN")

    def test_what_was_not_cooked_is_there_again(self):
        none = self.FIVE.sell("Garlic Naan", 5)
        assert none.sell("garlic naan", -2).find("Garlic Naan").stock == Stock(available=True, left=2)
        assert none.sell("Garlic Naan", -0.5).find("Garlic Naan").stock == Stock(available=False, left=0)

    @pytest.mark.parametrize(("left", "said"), [(None, None), (3, 3), (0, 0), (-2, 0)])
    def test_owed_portions_are_said_as_none_and_kept(self, left, said):
        stock = Stock(available=False, left=left)
        assert stock.portions == said
        assert stock.left_for(said) == left
        assert stock.left_for(4) == 4

    @pytest.mark.parametrize("out_until", [None, EVENING])
    def test_a_dish_taken_off_stays_off_when_some_come_back(self, out_until):
        off = self.FIVE.eighty_six("Garlic Naan", Stock(available=False, left=2, out_until=out_until))
        assert off.sell("Garlic Naan", 1).find("Garlic Naan").left == 1
        for sold in (2, 3):
            back = off.sell("Garlic Naan", sold).sell("Garlic Naan", -sold)
            assert back.find("Garlic Naan").stock == Stock(available=False, out_until=out_until)

    def test_a_dish_that_is_back_owes_nothing(self):
        owed = self.FIVE.sell("Garlic Naan", 7).find("Garlic Naan").stock
        assert MENU.eighty_six("Garlic Naan", owed._replace(available=True)) == MENU

    def test_a_dish_out_until_tomorrow_comes_back_by_itself(self):
        out = MENU.eighty_six("Garlic Naan", Stock(available=False, out_until=EVENING))
        assert out.bring_back(EVENING - timedelta(seconds=1)) is out
        assert out.bring_back(EVENING) == MENU

    def test_a_line_that_asks_for_more_than_is_left_is_marked(self):
        lines = tuple(DraftItem(name="Garlic Naan", quantity=n) for n in (3, 3, 2))
        order = create_order(Draft(items=lines), self.FIVE, (), EVENING)
        assert [item.sold_out for item in order.items] == [False, True, False]


def test_stations_are_spelled_as_the_menu_or_the_first():
    menu = Menu((Dish(name="Soup", station="Cold"),), (Station("grill", 2),))
    dishes = [Dish(name=said, station=said) for said in ("COLD", "Grill", "Oven", "OVEN")]
    assert [dish.station for dish in menu.name_stations(dishes)] == ["Cold", "grill", "Oven", "Oven"]
