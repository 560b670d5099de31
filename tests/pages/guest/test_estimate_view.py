"""One large time, beneath it the range and the promise: the same times wherever they are read."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from domain.commands import Tap
from domain.kitchen_rules import KitchenRules
from pages.guest.estimate_view import estimate
from pages.i18n import translator_for
from storage.owner_settings import LANGUAGES
from tests.support.world import ZONE

WORDS = translator_for("en", ZONE)


def part(html, name):
    found = re.search(rf'<span class="{name}[^>]*>(.*?)</span>', html)
    return found and re.sub("<.*?>", "", found[1])


def clock(text):
    return WORDS.clock(datetime.fromisoformat(text))


async def place_next(restaurant):
    restaurant.clock.move(minutes=1)
    return await restaurant.order()


async def test_one_time_is_large_and_the_range_is_below(restaurant):
    order = await restaurant.order()
    shown = order.estimate
    html = estimate(order, WORDS)
    assert part(html, "when") == f"about {WORDS.clock(shown.likely)}"
    between = WORDS.between(shown.earliest, shown.latest)
    assert part(html, "range") == f"{between}, promised for {WORDS.clock(order.quoted_for)}"


@pytest.mark.parametrize(("dishes", "is_counted"), [(["Garlic Naan"], False), (["Garlic Naan", "Lamb Biryani"], True)])
async def test_dishes_are_counted_where_there_are_several(restaurant, dishes, is_counted):
    restaurant.rules = KitchenRules(ready_by_expo=True)
    order = await restaurant.order(*dishes)
    html = estimate(await restaurant.tap(Tap.BUMP, order.id), WORDS)
    assert ("dishes done" in html) is is_counted


async def test_page_receipt_kitchen_and_api_say_the_same(web, staff, api, restaurant):
    order = await restaurant.order("Lamb Biryani")
    told = (await api.get(f"/api/v1/orders/{order.id}")).json()
    page = (await web.get(f"/t/{order.token}")).text
    receipt = (await staff.get(f"/orders/{order.id}/receipt")).text
    kitchen = (await staff.get("/kitchen")).text
    assert part(page, "when") == f"about {clock(told['estimate']['likely'])}"
    assert f"promised for {clock(told['quoted_for'])}" in part(page, "range")
    assert f"promised for {clock(told['quoted_for'])}" in receipt
    assert f"due {clock(told['quoted_for'])}" in kitchen


class TestDays:
    @pytest.fixture
    async def order(self, restaurant):
        restaurant.clock.at = datetime(2026, 3, 14, 22, 50, tzinfo=UTC)  # 23:50 in Madrid
        return await restaurant.order("Lamb Biryani")

    async def test_a_time_after_midnight_names_its_day(self, order):
        html = estimate(order, WORDS)
        assert part(html, "around") == "Sun, Mar 15"
        assert part(html, "when").startswith("about 00:")

    async def test_after_midnight_it_is_today(self, restaurant, order):
        restaurant.clock.move(minutes=11)
        await restaurant.kitchen.refresh_estimates()
        assert "Mar" not in estimate(restaurant.shown(order), WORDS)

    async def test_a_promise_of_yesterday_names_its_day(self, restaurant):
        restaurant.clock.at = datetime(2026, 3, 14, 22, 50, tzinfo=UTC)
        order = await restaurant.order(quoted_for=datetime(2026, 3, 14, 22, 55, tzinfo=UTC))
        restaurant.clock.at = datetime(2026, 3, 14, 23, 1, tzinfo=UTC)
        await restaurant.kitchen.refresh_estimates()
        assert "promised for Sat, Mar 14, 23:55" in estimate(restaurant.shown(order), WORDS)

    async def test_an_end_on_another_day_names_it(self, restaurant):
        order = await restaurant.order()
        restaurant.clock.move(days=1)
        ready = await restaurant.tap(Tap.BUMP, order.id)
        assert "Ready since Sun, Mar 15, 20:00" in estimate(ready, WORDS)
        collected = await restaurant.tap(Tap.HAND_OVER, order.id)
        assert "Collected at Sun, Mar 15, 20:00" in estimate(collected, WORDS)


class TestTurn:
    async def test_it_counts_the_orders_to_be_cooked_before(self, restaurant):
        first, second, third = [await place_next(restaurant) for _ in range(3)]
        ahead = restaurant.board.count_ahead
        assert [ahead(order) for order in (first, second, third)] == [0, 1, 2]
        await restaurant.tap(Tap.RUSH, third.id)
        assert [ahead(order) for order in (first, second, third)] == [1, 2, 0]
        await restaurant.tap(Tap.BUMP, first.id)
        assert ahead(second) == 1

    async def test_an_order_for_later_waits_behind_nobody(self, restaurant):
        await restaurant.order()
        later = await restaurant.order(quoted_for=restaurant.clock.now() + timedelta(days=1))
        assert restaurant.board.count_ahead(later) == 0

    @pytest.mark.parametrize(
        ("ahead", "says"),
        [(0, "Yours is next"), (1, "Nearly next: 1 order before yours"), (4, "4 orders before yours")],
    )
    async def test_a_received_order_says_its_turn(self, restaurant, ahead, says):
        assert part(estimate(await restaurant.order(), WORDS, ahead), "about").endswith(says)

    async def test_only_the_next_but_one_is_nearly_next(self, restaurant, subtests):
        order = await restaurant.order()
        for language in LANGUAGES:
            for ahead in (2, 4, 15):
                with subtests.test(language=language, ahead=ahead):
                    said = part(estimate(order, translator_for(language, ZONE), ahead), "about")
                    assert not re.search("[:：]", said)  # noqa: RUF001  "Nearly next:" in every language

    async def test_the_page_counts_who_is_ahead(self, web, restaurant):
        await place_next(restaurant)
        order = await place_next(restaurant)
        assert "Nearly next: 1 order before yours" in (await web.get(f"/t/{order.token}")).text


async def test_guest_of_a_delivery_is_sent_to_no_counter(restaurant):
    order = await restaurant.order(service="delivery")
    ready = await restaurant.tap(Tap.BUMP, order.id)
    assert part(estimate(ready, WORDS), "about") == "It will be brought to you. Ready since 20:00."
    assert part(estimate(await restaurant.tap(Tap.HAND_OVER, order.id), WORDS), "about") == "Thank you"
    await restaurant.tap(Tap.REOPEN, order.id)
    cancelled = estimate(await restaurant.tap(Tap.CANCEL, order.id), WORDS)
    assert part(cancelled, "about") == "If you did not expect this, please contact us."


# A table has a number so that what is ordered can be brought there.
@pytest.mark.parametrize(
    ("said", "is_brought"),
    [
        ({"table": "5"}, True),
        ({"table": "5", "service": "dine_in"}, True),
        ({"table": "5", "service": "pickup"}, False),
        ({"service": "dine_in"}, False),
    ],
)
async def test_guest_at_a_table_is_sent_to_no_counter(restaurant, said, is_brought):
    order = await restaurant.order(**said)
    ready = part(estimate(await restaurant.tap(Tap.BUMP, order.id), WORDS), "about")
    assert ("brought to you" in ready, "at the counter" in ready) == (is_brought, not is_brought)
    collected = part(estimate(await restaurant.tap(Tap.HAND_OVER, order.id), WORDS), "about")
    assert collected.startswith("Thank you" if is_brought else "Collected at")


async def test_order_held_till_somebody_fires_it_has_no_time(restaurant):
    order = await restaurant.order()
    restaurant.clock.move(minutes=10)
    held = await restaurant.tap(Tap.HOLD, order.id)
    assert held.fires_at is None
    html = estimate(held, WORDS)
    assert part(html, "about") == "It takes longer than we can say. You will see it here the moment it is ready."
    assert part(html, "when") is None


async def test_a_range_that_has_begun_still_has_one_time(restaurant):
    order = await restaurant.order("Lamb Biryani")
    restaurant.clock.at = order.estimate.earliest
    await restaurant.kitchen.refresh_estimates()
    order = restaurant.shown(order)
    assert order.estimate.earliest == order.estimate.likely
    assert part(estimate(order, WORDS), "when") == f"about {WORDS.clock(order.estimate.likely)}"
