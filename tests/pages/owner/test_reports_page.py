"""Reports answer: this day against that of a week before, what was late, cancelled, busy and sold."""

from datetime import timedelta

import pytest

from domain.commands import Tap
from domain.menu import IN_STOCK, SOLD_OUT
from pages.components.cancel_reasons import usual_reasons
from pages.i18n import translator_for
from tests.support.world import ZONE

pytestmark = pytest.mark.both


async def finish(restaurant, *names, minutes=10):
    """Have an order cooked in so many minutes."""
    order = await restaurant.order(*names)
    await restaurant.tap(Tap.START, order.id)
    restaurant.clock.move(minutes=minutes)
    return await restaurant.tap(Tap.BUMP, order.id)


async def card(staff, name, asked="days=1"):
    """Return a part of the report, or nothing."""
    return (
        (await staff.get(f"/reports?{asked}")).text.partition(f'data-testid="report-{name}"')[2].split("</section>")[0]
    )


async def orders_told(staff, asked):
    page = (await staff.get(f"/reports?{asked}")).text
    return page.partition('tile"><b class="num">')[2].partition("<")[0]


async def test_days_are_told_apart(staff, restaurant):
    await finish(restaurant, "Garlic Naan")
    restaurant.clock.move(hours=5, minutes=30)  # half past one: the same evening in Madrid
    assert await orders_told(staff, "days=1") == "1"
    restaurant.clock.move(hours=5)
    assert await orders_told(staff, "days=1") == ""
    assert await orders_told(staff, "days=1&ago=1") == "1"
    assert await orders_told(staff, "days=7") == "1"
    assert 'aria-current="page">Yesterday' in (await staff.get("/reports?days=1&ago=1")).text


async def test_figures_stand_beside_those_of_the_week_before(staff, restaurant):
    await finish(restaurant, "Garlic Naan")
    assert '<b class="num">1</b><span>order became ready</span>' in (await staff.get("/reports?days=7")).text
    restaurant.clock.move(days=7)
    for _ in range(2):
        await finish(restaurant, "Garlic Naan")
    page = (await staff.get("/reports?days=7")).text
    assert '<b class="num">2</b><span>orders became ready</span><small>a week before: 1</small>' in page
    assert "a week before" not in (await staff.get("/reports?days=30")).text


@pytest.mark.parametrize(("keep_days", "is_compared"), [("13", False), ("14", True)])
async def test_a_week_that_is_partly_deleted_is_not_compared(staff, restaurant, context, keep_days, is_compared):
    await context.settings_store.save({"keep_days": keep_days})
    await finish(restaurant, "Garlic Naan")
    restaurant.clock.move(days=7)
    await finish(restaurant, "Garlic Naan")
    assert ("a week before" in (await staff.get("/reports?days=7")).text) is is_compared
    restaurant.clock.move(days=1)
    assert "a week before" in (await staff.get("/reports?days=1&ago=1")).text


async def test_what_was_late_is_told_with_its_reason(staff, restaurant):
    await finish(restaurant, "Garlic Naan", minutes=60)
    order = await restaurant.order("Garlic Naan")
    later = order.quoted_for + timedelta(hours=1)
    await restaurant.tap(Tap.REQUOTE, order.id, quoted_for=later, reason="The <oven> is out")
    restaurant.clock.move(minutes=60)
    order = await restaurant.tap(Tap.BUMP, order.id)
    late = await card(staff, "late")
    assert "Waited for tandoor" in late
    assert "The &lt;oven&gt; is out" in late
    assert order.pickup_code in late.partition("<details")[2]


async def test_cancelled_orders_are_told_with_their_reasons(staff, restaurant):
    for reason in ("Power cut", "Power cut", ""):
        order = await restaurant.order()
        await restaurant.tap(Tap.CANCEL, order.id, reason=reason)
    cancelled = await card(staff, "cancelled")
    assert cancelled.index("Power cut") < cancelled.index("No reason given")


# A usual reason is kept as its guest read it.
async def test_usual_reasons_of_all_languages_are_one(staff, restaurant):
    for language in ("en", "es", "ar"):
        order = await restaurant.order(language=language)
        reason = usual_reasons(translator_for(language, ZONE))["closing"]
        await restaurant.tap(Tap.CANCEL, order.id, reason=reason)
    cancelled = await card(staff, "cancelled")
    assert "The kitchen is closing" in cancelled
    assert usual_reasons(translator_for("es", ZONE))["closing"] not in cancelled
    assert usual_reasons(translator_for("ar", ZONE))["closing"] not in cancelled


@pytest.mark.parametrize("name", ["late", "cancelled"])
async def test_nothing_bad_is_no_card(staff, restaurant, name):
    await finish(restaurant, "Garlic Naan", minutes=1)
    assert not await card(staff, name)


async def test_what_did_not_happen_is_said_in_words(staff, restaurant):
    assert not await card(staff, "well")
    await finish(restaurant, "Garlic Naan", minutes=1)
    assert "No order was late. No order was cancelled.</p>" in await card(staff, "well")
    restaurant.clock.move(minutes=1)
    await restaurant.kitchen.menus.eighty_six("Mango Lassi", IN_STOCK)
    restaurant.clock.move(days=1)
    await finish(restaurant, "Garlic Naan", minutes=1)
    assert "No order was late. No order was cancelled. No dish was sold out." in await card(staff, "well")
    order = await restaurant.order()
    await restaurant.tap(Tap.CANCEL, order.id, reason="Power cut")
    await restaurant.kitchen.menus.eighty_six("Garlic Naan", SOLD_OUT)
    assert "No order was late.</p>" in await card(staff, "well")
    assert "less than a minute" in await card(staff, "sold-out")


async def test_without_a_start_there_is_nothing_to_measure(staff, restaurant):
    order = await restaurant.order("Garlic Naan")
    await restaurant.tap(Tap.BUMP, order.id)
    page = (await staff.get("/reports?days=1")).text
    assert page.count("No cook pressed Start, so there is nothing to measure.") == 2
    assert "<svg role" not in await card(staff, "busiest")


async def test_busiest_quarter_is_plotted_and_named(staff, restaurant):
    for _ in range(2):
        await restaurant.order()
    restaurant.clock.move(minutes=40)
    await restaurant.order()
    busy = await card(staff, "busiest")
    assert 'aria-label="Orders by quarter of an hour, most of them at 20:00–20:15: 2"' in busy  # noqa: RUF001
    assert busy.partition("</figure>")[0].count("<rect") == 3


async def test_dishes_with_few_orders_are_folded_away(staff, restaurant):
    for _ in range(3):
        await finish(restaurant, "Garlic Naan")
    await finish(restaurant, "Lamb Biryani")
    shown, _, folded = (await card(staff, "sellers")).partition("<details")
    assert "Garlic Naan" in shown
    assert "Lamb Biryani" in folded
    assert "1 dish with few orders" in folded


async def test_sold_out_dish_is_told_with_its_minutes(staff, restaurant):
    await restaurant.kitchen.menus.eighty_six("Garlic Naan", SOLD_OUT)
    restaurant.clock.move(minutes=20)
    await restaurant.order("Garlic Naan")
    restaurant.clock.move(minutes=25)
    await restaurant.kitchen.menus.eighty_six("Garlic Naan", IN_STOCK)
    restaurant.clock.move(minutes=40)
    await restaurant.kitchen.menus.eighty_six("Garlic Naan", SOLD_OUT)
    restaurant.clock.move(minutes=5)
    naan = (await card(staff, "sold-out")).partition("Garlic Naan")[2].partition("</tr>")[0]
    assert "50 minutes · asked for 1 time" in naan


async def test_advice_is_one_sentence(staff, restaurant):
    assert 'data-testid="report-advice"' not in (await staff.get("/reports?days=1")).text
    for _ in range(5):
        await finish(restaurant, "Garlic Naan", minutes=60)
    advice = (await staff.get("/reports?days=1")).text.partition('data-testid="report-advice">')[2].partition("<")[0]
    assert advice == "Give tandoor another hand around 20:00–20:15: 5 of 5 orders were late waiting for it."  # noqa: RUF001
