"""The menu is changed by small requests of the staff; everybody's pages follow the live menu."""

from domain.menu import MAX_DISHES, MAX_STATIONS, Dish, Menu, Station
from pages.owner.menu_words import COLUMNS
from tests.support.world import MENU

PIZZA = {"name": "Pizza", "station": "oven", "minutes": 9}


def names(context):
    return [dish.name for dish in context.board.live_menu.menu.dishes]


async def test_a_dish_is_added_changed_and_removed(staff, context):
    assert (await staff.post("/menu/dish", json={"dish": PIZZA})).json()["says"] == "Pizza is saved"
    await staff.post("/menu/dish", json={"was": "Pizza", "dish": PIZZA | {"name": "Calzone"}})
    assert names(context)[-1] == "Calzone"
    await staff.post("/menu/remove", json={"name": "Calzone"})
    assert names(context) == [dish.name for dish in MENU.dishes]


async def test_stale_form_restores_no_sold_out_dish(staff, context):
    await staff.post("/menu/available", json={"name": "Garlic Naan", "available": False})
    await staff.post("/menu/dish", json={"was": "Garlic Naan", "dish": PIZZA})
    assert not context.kitchen.menu.find("Pizza").available


async def test_a_station_in_other_capitals_is_the_same(staff, context):
    await staff.post("/menu/dish", json={"dish": PIZZA | {"station": "Tandoor"}})
    assert context.kitchen.menu.find("Pizza").station == "tandoor"


async def test_the_only_dish_of_a_station_may_rename_it(staff, context):
    await staff.post("/menu/dish", json={"dish": PIZZA})
    await staff.post("/menu/dish", json={"was": "Pizza", "dish": PIZZA | {"station": "Oven"}})
    assert context.kitchen.menu.find("Pizza").station == "Oven"


async def test_a_price_is_read_as_the_import_reads_it(staff, context, subtests):
    for currency, written, read in [
        ("JPY", "1,200", (1200, "JPY")),
        ("JPY", "850", (850, "JPY")),
        ("EUR", "1.234,50 €", (123450, "EUR")),
        ("EUR", "8,5", (850, "EUR")),
        ("EUR", "$8.50", (850, "USD")),
        ("EUR", "", (None, "")),
    ]:
        with subtests.test(currency=currency, written=written):
            await staff.post("/settings/restaurant", data={"currency": currency})
            await staff.post("/menu/dish", json={"was": "Garlic Naan", "dish": PIZZA | {"name": "Garlic Naan"}})
            body = {"was": "Garlic Naan", "dish": PIZZA | {"name": "Garlic Naan"}, "price": written}
            assert (await staff.post("/menu/dish", json=body)).status_code == 200
            dish = context.kitchen.menu.find("Garlic Naan")
            assert (dish.price, dish.currency) == read


async def test_a_price_keeps_its_currency(staff, context):
    dish = PIZZA | {"price": 1200, "currency": "JPY"}
    await staff.post("/menu/dish", json={"dish": dish})
    await staff.post("/menu/dish", json={"was": "Pizza", "dish": PIZZA, "price": "1,300"})
    assert (context.kitchen.menu.find("Pizza").price, context.kitchen.menu.find("Pizza").currency) == (1300, "JPY")


async def test_an_unclear_price_changes_nothing(staff, context, subtests):
    await staff.post("/settings/restaurant", data={"currency": "EUR"})
    for written in ("1.234", "1,2,3", "-5", "soon", "-", "99999999999999"):
        with subtests.test(written=written):
            answer = await staff.post("/menu/dish", json={"dish": PIZZA, "price": written})
            assert (answer.status_code, "as an amount" in answer.json()["says"]) == (422, True)
            assert context.kitchen.menu == MENU


async def test_station_cooks_as_many_dishes_as_it_is_set_to(staff, context):
    await staff.post("/menu/station", json={"name": "stove", "slots": 5})
    assert context.kitchen.menu.slots("stove") == 5
    assert (await staff.post("/menu/station", json={"name": "stove", "slots": 0})).status_code == 422


async def test_what_cannot_be_done_is_said_in_words(staff, context, subtests):
    for path, body, answered in [
        ("dish", {"dish": PIZZA | {"name": "lamb biryani"}}, (409, "of that name already")),
        ("dish", {"was": "Pasta", "dish": PIZZA}, (404, "no longer on the menu")),
        ("remove", {"name": "Pasta"}, (404, "no longer on the menu")),
        ("available", {"name": "Pasta"}, (404, "no longer on the menu")),
    ]:
        with subtests.test(path=path, body=body, answered=answered):
            answer = await staff.post(f"/menu/{path}", json=body)
            status, says = answered
            assert (answer.status_code, says in answer.json()["says"]) == (status, True)
            assert context.kitchen.menu == MENU


async def test_the_menu_goes_out_as_a_file_and_comes_back(staff, context):
    file = await staff.get("/menu/export.csv")
    assert file.headers["content-type"].startswith("text/csv")
    assert file.text.removeprefix("\ufeff").startswith(",".join(f'"{name}"' for name in COLUMNS))
    answer = await staff.post("/menu/import", content=file.content, headers={"Content-Type": "text/csv"})
    assert answer.json()["says"] == "4 dishes are on the menu now"
    assert context.kitchen.menu == MENU


async def test_file_with_a_mistake_changes_nothing(staff, context):
    answer = await staff.post("/menu/import", content=b"name,minutes\nPizza,9\nPasta,soon\n")
    assert answer.status_code == 422
    assert answer.json()["mistakes"] == ["Line 3: minutes: write a number above 0 and up to 600, for example 12"]
    assert context.kitchen.menu == MENU


async def test_full_menu_says_that_it_takes_no_more(staff, api, context):
    dishes = tuple(Dish(name=f"dish {n}") for n in range(MAX_DISHES))
    full = Menu(dishes, tuple(Station(f"station {n}") for n in range(MAX_STATIONS)))
    await context.kitchen.menus.replace(full)
    for path, sent, says in (
        ("dish", {"json": {"dish": PIZZA}}, "A menu has at most 2000 dishes. Please take others off first."),
        ("import", {"content": b"name\nPizza\n"}, "A menu has at most 2000 dishes. Please take others off first."),
        (
            "import?preview=true",
            {"content": b"name\nPizza\n"},
            "A menu has at most 2000 dishes. Please take others off first.",
        ),
        (
            "station",
            {"json": {"name": "oven", "slots": 1}},
            "A menu has at most 100 stations. Please take others off first.",
        ),
    ):
        answer = await staff.post(f"/menu/{path}", **sent)
        assert (answer.status_code, answer.json()["says"]) == (409, says)
    assert context.kitchen.menu == full
    assert (await api.get("/api/v1/menu")).status_code == 200


async def test_file_replaces_dishes_and_keeps_stations(staff, context):
    await staff.post("/menu/import?removes=true", content=b"name\nPizza\n")
    assert context.kitchen.menu.dishes == (Dish(name="Pizza"),)
    assert context.kitchen.menu.stations == MENU.stations


async def test_only_the_staff_s_own_page_changes_the_menu(web, staff, context, subtests):
    for path in ["dish", "remove", "available", "station", "import"]:
        with subtests.test(path=path):
            body = {"name": "Garlic Naan", "slots": 9, "dish": PIZZA}
            assert (await web.post(f"/menu/{path}", json=body)).status_code == 303
            foreign = await staff.post(f"/menu/{path}", json=body, headers={"Origin": "https://elsewhere.example"})
            assert foreign.status_code == 403
            assert context.kitchen.menu == MENU


async def test_first_answer_has_the_tickets_by_their_promise(staff, restaurant):
    late = await restaurant.order("Lamb Biryani", quoted_for=restaurant.clock.move(minutes=0).replace(minute=8))
    soon = await restaurant.order("Garlic Naan", quoted_for=restaurant.clock.move(minutes=0).replace(minute=2))
    html = (await staff.get("/kitchen")).text
    assert 0 < html.index(f'data-order-id="{soon.id}"') < html.index(f'data-order-id="{late.id}"')


async def test_a_file_shows_what_it_changes_before_it_does(staff, context):
    answer = await staff.post("/menu/import?preview=true", content=b"name,minutes\nGarlic Naan,9\n")
    assert answer.json() == {"changes": ["Garlic Naan: Minutes 6 → 9"]}
    assert context.kitchen.menu == MENU


async def test_the_largest_menu_is_taken(staff, api, context):
    dishes = [{"name": f"{n:04}" + "é" * 116, "station": "ñ" * 120} for n in range(2000)]
    answer = await api.put("/api/v1/menu", json={"dishes": dishes})
    assert answer.status_code == 200
    assert context.kitchen.menu.stations == MENU.stations
    file = await staff.get("/menu/export.csv")
    assert (await staff.post("/menu/import", content=file.content)).status_code == 200


async def test_strangers_send_no_large_menu(web):
    for path in ("/menu/import", "/api/v1/menu"):
        assert (await web.post(path, content=b" " * 70_000)).status_code == 413
