"""What the owner decides about the kitchen shows on its page at once."""

import pytest


@pytest.mark.parametrize("is_on", [False, True])
async def test_expo_has_a_tab_while_it_has_the_last_word(staff, context, is_on):
    context.settings.ready_by_expo = is_on
    assert ("data-expo>" in (await staff.get("/kitchen?lang=en")).text) is is_on


@pytest.mark.parametrize("is_on", [False, True])
async def test_kitchen_says_what_to_start_if_the_owner_wishes(staff, context, restaurant, is_on):
    context.settings.start_next = is_on
    order = await restaurant.order("Garlic Naan", "Lamb Biryani")
    await restaurant.kitchen.refresh_estimates()
    assert restaurant.board.live_starts.starts.next
    assert (f'value="item-{order.id}-' in (await staff.get("/kitchen")).text) is is_on
