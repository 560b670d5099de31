"""The kitchen's page where its scripts did not start: each tap posts a form and comes back."""

from domain.stages import Stage

FORM = {"tap": "start", "seen_version": "1", "tap_id": "one", "item_id": ""}


async def post(staff, order, **said):
    return await staff.post("/kitchen/taps", data={**FORM, "order_id": order.id, **said})


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
