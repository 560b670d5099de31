"""The kitchen's page where its scripts did not start: each tap posts a form and comes back."""

import pytest

from domain.item import DraftItem
from domain.stages import Stage

FORM = {"tap": "start", "seen_version": "1", "tap_id": "one", "item_id": ""}


async def post(staff, order, screen=None, **said):
    address = {"station": screen, "more": "x"} if screen else {}
    return await staff.post("/kitchen/taps", params=address, data={**FORM, "order_id": order.id, **said})


def states_of(restaurant, order):
    return [item.state.value for item in restaurant.board.watch(order.id).order.items]


async def test_tap_is_taken_and_comes_back_to_its_ticket(staff, restaurant):
    order = await restaurant.order()
    answer = await post(staff, order)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/kitchen#ticket-{order.id}")
    assert restaurant.board.watch(order.id).order.stage is Stage.PREPARING


async def test_tap_on_an_item_is_taken(staff, restaurant):
    order = await restaurant.order()
    await post(staff, order, tap="bump", item_id=order.items[0].id)
    assert restaurant.board.watch(order.id).order.items[0].state.value == "done"


async def test_same_tap_again_changes_nothing(staff, restaurant):
    order = await restaurant.order()
    first, second = await post(staff, order), await post(staff, order)
    assert (first.status_code, second.status_code) == (303, 303)
    assert restaurant.board.watch(order.id).order.version == 2


async def test_refused_tap_says_why_and_leads_back(staff, restaurant):
    order = await restaurant.order()
    await post(staff, order)
    answer = await post(staff, order, tap_id="two", tap="hand_over")
    assert answer.status_code == 409
    assert order.pickup_code in answer.text
    assert 'href="/kitchen"' in answer.text


async def test_malformed_tap_is_unprocessable(staff, restaurant, subtests):
    for said in [{"tap": "explode"}, {"seen_version": "x"}, {"tap_id": ""}]:
        with subtests.test(said=said):
            assert (await post(staff, await restaurant.order(), **said)).status_code == 422


async def test_tap_is_about_the_screen_s_station(staff, restaurant):
    order = await restaurant.order("Garlic Naan", "Lamb Biryani")
    await post(staff, order, "stove", tap="bump")
    assert states_of(restaurant, order) == ["queued", "done"]


@pytest.mark.parametrize("station", ["bar", "expo"])
async def test_tap_without_dishes_of_the_screen_is_whole(staff, restaurant, station):
    order = await restaurant.order("Garlic Naan", "Lamb Biryani")
    await post(staff, order, station, tap="start")
    assert states_of(restaurant, order) == ["cooking", "cooking"]


async def test_tap_on_a_station_s_button_is_about_it(staff, restaurant):
    order = await restaurant.order("Garlic Naan", "Lamb Biryani")
    await post(staff, order, "stove", tap="bump", station="tandoor")
    assert states_of(restaurant, order) == ["done", "queued"]


async def test_screen_shows_its_station_after_each_tap(staff, restaurant):
    order = await restaurant.order(DraftItem(name="Steak", station="Grill & Bar #1"))
    path = "/kitchen?station=Grill+%26+Bar+%231"
    for number, tap in enumerate(["bump", "hand_over"], 1):
        answer = await post(staff, order, "Grill & Bar #1", tap=tap, tap_id=tap, seen_version=str(number))
        assert answer.headers["location"] == f"{path}#ticket-{order.id}"
    refused = await post(staff, order, "Grill & Bar #1", tap="bump", tap_id="late", seen_version="3")
    assert f'href="{path}"' in refused.text
