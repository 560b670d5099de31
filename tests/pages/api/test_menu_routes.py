"""The menu by REST: written, read, and what its options and prices make of an order."""

import pytest

from domain.menu import IN_STOCK, MAX_DISHES, Dish, Menu, Stock
from pages.owner.menu_csv import written
from tests.support.rest import is_problem
from tests.support.world import MENU

STRICT = {"Prefer": "handling=strict"}


class TestMenu:
    @pytest.mark.both
    async def test_the_menu_is_read_and_written_whole(self, api, restaurant):
        menu = (await api.get("/api/v1/menu")).json()
        assert [dish["name"] for dish in menu["dishes"]] == [dish.name for dish in MENU.dishes]
        menu["dishes"][3]["available"] = True
        answer = await api.put("/api/v1/menu", json=menu)
        assert (answer.status_code, answer.json()) == (200, menu)
        assert restaurant.kitchen.menu.find("mango lassi").available

    @pytest.mark.both
    async def test_what_is_left_is_given_taken_and_kept(self, api, restaurant):
        sent = [
            {"name": "Soup", "left": 3},
            {"name": "Fish", "out_until": "2026-03-15T04:00:00Z"},
            {"name": "Tart", "left": 0},
        ]
        answer = await api.put("/api/v1/menu", json={"dishes": sent})
        said = [(dish["available"], dish["left"], dish["out_until"]) for dish in answer.json()["dishes"]]
        assert said == [(True, 3, None), (False, None, "2026-03-15T04:00:00Z"), (False, 0, None)]
        untold = [{"name": "Soup"}, {"name": "Fish", "available": False}, {"name": "Tart"}]
        await api.put("/api/v1/menu", json={"dishes": untold})
        soup, fish, tart = restaurant.kitchen.menu.dishes
        assert (soup.left, fish.out_until is None, tart.available, tart.left) == (3, False, False, 0)
        await api.put("/api/v1/menu", json={"dishes": [{"name": "Tart", "available": True}]})
        assert restaurant.kitchen.menu.find("Tart").stock == IN_STOCK

    async def test_portions_that_are_owed_are_none_left(self, api, restaurant):
        await restaurant.kitchen.menus.eighty_six("Garlic Naan", Stock(available=False, left=-2))
        menu = (await api.get("/api/v1/menu")).json()
        assert (menu["dishes"][0]["available"], menu["dishes"][0]["left"]) == (False, 0)
        assert "-2" not in written(restaurant.kitchen.menu)
        owed = Stock(available=False, left=-2)
        for sent, stock in [({}, owed), ({"available": False, "left": 0}, owed), ({"available": True}, IN_STOCK)]:
            await api.put("/api/v1/menu", json={"dishes": [{"name": "Garlic Naan"} | sent]})
            assert restaurant.kitchen.menu.find("Garlic Naan").stock == stock

    async def test_menu_with_invalid_names_is_refused(self, api, restaurant, subtests):
        for dish, station in [
            ({"name": "x" * 121}, {}),
            ({"name": "x\x07"}, {}),
            ({"station": "x" * 121}, {}),
            ({}, {"name": "x" * 121}),
            ({}, {"slots": 51}),
        ]:
            with subtests.test(dish=dish, station=station):
                menu = {"dishes": [{"name": "Naan"} | dish], "stations": [{"name": "oven"} | station]}
                is_problem(await api.put("/api/v1/menu", json=menu), 422)
                assert restaurant.kitchen.menu == MENU

    async def test_a_menu_with_one_name_twice_is_refused(self, api, restaurant):
        twice = {"dishes": [{"name": "Naan"}, {"name": "NAAN"}]}
        is_problem(await api.put("/api/v1/menu", json=twice), 422)
        assert restaurant.kitchen.menu == MENU


class TestPricesAndOptions:
    """What a dish of the menu offers and costs, and what an order then does."""

    @pytest.fixture
    async def menu(self, api):
        soup = {"name": "Soup", "category": "Starters", "options": ["no salt", "hot"], "price": 850}
        stew = {"name": "Stew", "price": 1200, "currency": "USD"}
        return (await api.put("/api/v1/menu", json={"dishes": [soup, stew]})).json()

    async def test_a_dish_keeps_what_it_offers_and_costs(self, api, menu):
        soup, stew = menu["dishes"]
        assert (soup["category"], soup["options"]) == ("Starters", ["no salt", "hot"])
        assert (soup["price"], soup["currency"], stew["currency"]) == (850, "EUR", "USD")
        assert (await api.get("/api/v1/menu")).json() == menu

    async def test_what_is_not_sent_of_a_dish_stays(self, api, menu):
        answer = await api.put("/api/v1/menu", json={"dishes": [{"name": "soup", "minutes": 3}]})
        (soup,) = answer.json()["dishes"]
        assert soup == menu["dishes"][0] | {"name": "soup", "minutes": 3}
        assert answer.json()["stations"] == menu["stations"]

    @pytest.mark.parametrize(
        ("stations", "kept", "merged"),
        [
            (None, "Grill", ["dishes/1/station"]),
            (
                [{"name": "GRILL", "slots": 1}, {"name": "grill", "slots": 3}],
                "GRILL",
                ["stations/1/name", "dishes/1/station"],
            ),
        ],
    )
    async def test_spellings_of_a_station_are_one(self, api, stations, kept, merged):
        soup, stew = {"name": "Soup", "station": "Grill"}, {"name": "Stew", "station": " grill "}
        await api.put("/api/v1/menu", json={"dishes": [soup], "stations": []})
        answer = await api.put("/api/v1/menu", json={"dishes": [{"name": "Soup"}, stew], "stations": stations})
        assert [dish["station"] for dish in answer.json()["dishes"]] == [kept, kept]
        assert answer.json()["stations"] == ([{"name": kept, "slots": 3}] if stations else [])
        said = [{"field": field, "said": f"was read as {kept}"} for field in merged]
        assert answer.json()["warnings"] == said
        body = {"dishes": [stew], "stations": stations}
        assert (await api.put("/api/v1/menu", json=body, headers=STRICT)).status_code == (422 if stations else 200)

    @pytest.mark.usefixtures("menu")
    async def test_an_order_takes_prices_of_sender_or_menu(self, api, web):
        lines = [{"name": "Soup", "quantity": 2}, {"name": "Bread", "price": 100}, {"name": "Tea", "price": 90}]
        lines[2]["currency"] = "EUR"
        order = (await api.post("/api/v1/orders", json={"items": lines}, headers=STRICT)).json()
        assert [(item["price"], item["currency"]) for item in order["items"]] == [
            (850, "EUR"),
            (100, "EUR"),
            (90, "EUR"),
        ]
        page = (await web.get(order["tracking_url"])).text
        assert 'data-testid="total"' in page
        assert "€18.90" in page

    @pytest.mark.usefixtures("menu")
    async def test_a_total_says_that_a_line_has_no_price(self, api, web):
        order = (await api.post("/api/v1/orders", json={"items": [{"name": "Soup"}, {"name": "Bread"}]})).json()
        page = (await web.get(order["tracking_url"])).text
        assert "€8.50" in page.split('data-testid="total"')[1]
        assert "without what has no price" in page
        bare = (await api.post("/api/v1/orders", json={"items": [{"name": "Bread"}]})).json()
        assert 'data-testid="total"' not in (await web.get(bare["tracking_url"])).text


NAAN = {"name": "Naan", "category": "Breads", "minutes": 6, "available": False, "price": 350}


@pytest.mark.parametrize(
    "sent",
    [
        {"items": [{"title": "Naan", "category_name": "Breads", "prepTime": 6, "sold_out": True, "price": "3.50"}]},
        {"categories": [{"name": "Breads", "items": [NAAN | {"category": None}]}]},
        {"menu": {"sections": [{"title": "Breads", "dishes": [{**NAAN, "category": "Breads"}]}]}},
        {"data": {"products": [NAAN]}},
        {"dishes": [NAAN | {"price": 3.5}]},
    ],
)
async def test_a_menu_of_a_till_is_read(api, sent):
    answer = (await api.put("/api/v1/menu", json=sent)).json()
    (dish,) = answer["dishes"]
    assert {name: dish[name] for name in NAAN} == NAAN
    assert answer["warnings"]


@pytest.mark.parametrize(
    "sent",
    [
        {"categories": [{"name": "Breads"}]},
        {"categories": ["Breads"]},
        {"lunch": []},
        {
            "categories": [{"name": "Breads", "items": [NAAN]}],
            "sections": [{"name": "Drinks", "items": [{"name": "Tea"}]}],
        },
        {"categories": [{"name": "Food", "items": [NAAN], "categories": [{"name": "Soups", "items": ["Soup"]}]}]},
    ],
)
async def test_what_lists_no_dish_empties_no_menu(api, restaurant, sent):
    before = restaurant.kitchen.menu
    is_problem(await api.put("/api/v1/menu", json=sent), 422)
    assert restaurant.kitchen.menu == before


@pytest.mark.parametrize(
    "other",
    [
        {"in_stock": 12},
        {"active": None},
        {"prep_time": 0},
        {"prep_time": 900},
        {"section": {"id": 1}},
        {"group": 5},
        {"unit_price": 3.5},
        {"kitchen_station": None},
    ],
)
async def test_what_is_of_something_else_refuses_no_menu(api, other):
    answer = await api.put("/api/v1/menu", json={"dishes": [{"name": "Naan"} | other]})
    assert (answer.status_code, answer.json()["dishes"][0]["available"]) == (200, True)


async def test_longer_menu_of_an_earlier_release_is_read(api, restaurant):
    longer = Menu(tuple(Dish(name=f"dish {n}") for n in range(MAX_DISHES + 1)))
    async with restaurant.store.transaction() as work:
        await work.write_menu(longer, restaurant.clock.now())
    restaurant.kitchen.menus.show(longer)
    answer = await api.get("/api/v1/menu")
    assert (answer.status_code, len(answer.json()["dishes"])) == (200, MAX_DISHES + 1)
    is_problem(await api.put("/api/v1/menu", json=answer.json()), 422)
