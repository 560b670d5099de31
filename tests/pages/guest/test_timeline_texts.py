"""The guest's timeline tells each change in plain words, and names the day of what is not today."""

from datetime import timedelta

import pytest

from domain.amendment import Amendment, ItemAmendment
from domain.commands import Part, Tap
from domain.item import Item
from pages.guest import tracking_view as view
from pages.i18n import translator_for
from tests.support.world import EVENING, ZONE, draft

WORDS = translator_for("en", ZONE)


def told(order):
    return view.timeline(order, WORDS).striptags()


async def test_an_amendment_is_told(restaurant, subtests):
    for amendment, says in [
        (Amendment(add=(Item(id="0", name="Soup", quantity=2),)), "Soup was added: 2"),
        (Amendment(items=(ItemAmendment(item_id="1", quantity=3),)), "Garlic Naan: now 3 instead of 1"),
        (Amendment(items=(ItemAmendment(item_id="1", note="mild"),)), "Garlic Naan: your wishes were changed"),
        (Amendment(table="12"), "Your table is now 12"),
        (Amendment(guest_name="Bea"), "Details of the order were changed"),
    ]:
        with subtests.test(amendment=amendment, says=says):
            order = await restaurant.order()
            assert says in told(await restaurant.tap(Tap.AMEND, order.id, amendment=amendment))


async def test_what_was_struck_says_why_and_comes_back(restaurant):
    order = await restaurant.order()
    struck = await restaurant.tap(Tap.VOID, order.id, "1", reason="no more garlic")
    assert "Garlic Naan was taken off the order: no more garlic" in told(struck)
    assert "Garlic Naan is on the order again" in told(await restaurant.tap(Tap.RESTORE, order.id, "1"))


async def test_a_split_and_what_the_cook_saw_are_no_news(restaurant):
    order, _ = await restaurant.kitchen.place(draft("Garlic Naan", "Garlic Naan"))
    amended = await restaurant.tap(Tap.AMEND, order.id, amendment=Amendment(note="x"))
    seen = await restaurant.tap(Tap.ACKNOWLEDGE, order.id)
    assert told(seen) == told(amended)


async def test_a_dish_that_was_split_off_keeps_its_name(restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.START, order.id, "1")
    await restaurant.tap(Tap.SPLIT, order.id, parts=(Part("1"),))
    left = restaurant.shown(order)
    assert [item.name for item in left.items] == ["Chicken Tikka Masala"]
    assert "Garlic Naan is cooking" in told(left)


@pytest.mark.parametrize(
    ("end", "says"),
    [(Tap.CANCEL, "The order is not cancelled any more"), (Tap.HAND_OVER, "Your order is at the counter again")],
)
async def test_a_reopened_order_says_from_what(restaurant, end, says):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(end, order.id)
    assert says in told(await restaurant.tap(Tap.REOPEN, order.id))


@pytest.mark.parametrize("said", [{"service": "delivery"}, {"table": "5"}])
async def test_what_was_brought_was_not_collected(restaurant, said):
    order = await restaurant.order(**said)
    await restaurant.tap(Tap.BUMP, order.id)
    assert told(await restaurant.tap(Tap.HAND_OVER, order.id)).startswith("20:00Collected20:00")


class TestHeldOrders:
    @pytest.fixture
    async def held(self, restaurant):
        order = await restaurant.order()
        restaurant.clock.move(minutes=10)
        return await restaurant.tap(Tap.HOLD, order.id)

    async def test_timeline_says_no_time_that_nobody_plans(self, held):
        assert "20:10Scheduled" in told(held)
        assert "in time for" not in told(held)

    async def test_timeline_names_no_promise_of_the_past(self, restaurant, held):
        await restaurant.tap(Tap.FIRE, held.id)
        restaurant.clock.at = held.quoted_for + timedelta(minutes=1)
        await restaurant.tap(Tap.HOLD, held.id)
        fired = await restaurant.tap(Tap.FIRE, held.id)
        assert f"{WORDS.clock(restaurant.clock.now())}Scheduled" in told(fired)


class TestOrdersForLater:
    @pytest.fixture
    async def order(self, restaurant):
        return await restaurant.order(quoted_for=EVENING + timedelta(days=1))

    async def test_the_page_names_the_day(self, web, order):
        page = (await web.get(f"/t/{order.token}")).text
        assert "Planned for" in page
        assert "Sun, Mar 15, 20:00" in page
        assert 'data-stage="scheduled"' in page

    async def test_timeline_names_the_days_once_on_the_rail(self, restaurant, order):
        restaurant.clock.at = order.fires_at
        await restaurant.kitchen.fire_due()
        fired = restaurant.shown(order)
        assert "in time for Sun, Mar 15, 20:00" in told(fired)
        assert "Sat, Mar 14, 20:00Order received" in told(fired)

    async def test_timeline_names_the_promise_of_its_time(self, restaurant, order):
        moved = await restaurant.tap(Tap.REQUOTE, order.id, quoted_for=order.quoted_for + timedelta(hours=2))
        assert "in time for Sun, Mar 15, 20:00" in told(moved)
        assert "We now promise it for Sun, Mar 15, 22:00" in told(moved)

    async def test_split_off_order_is_not_queued_before_it_came(self, restaurant, order):
        fired = await restaurant.tap(Tap.FIRE, order.id)
        restaurant.clock.move(minutes=5)
        await restaurant.tap(Tap.SPLIT, order.id, parts=(Part("1"),))
        (split_off,) = [one for one in restaurant.board.orders() if one.id != order.id]
        assert "queue" in told(fired)
        assert told(split_off) == "Sat, Mar 14, 20:05Order received"

    async def test_it_waits_in_a_list_of_its_own(self, staff, web, order):
        page = (await staff.get("/kitchen")).text.partition("</style>")[2]
        waiting = page.partition('data-testid="scheduled-ticket"')[2].partition("</li>")[0]
        assert "due Sun, Mar 15, 20:00" in waiting
        assert 'data-testid="ticket"' not in page
        assert f"code-{order.pickup_code}" not in (await web.get("/board")).text  # an icon may hold "A16"
