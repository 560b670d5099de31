"""The archive reads every order that is kept, as the board would, and also those that have left the board."""

from contextlib import suppress
from datetime import timedelta
from itertools import product

import pytest

from domain.commands import Tap
from domain.errors import KitchenError
from domain.item import DraftItem
from domain.kitchen_rules import KitchenRules
from domain.order_filter import OrderFilter, place_in_list
from domain.stages import OPEN, Stage
from storage.database.order_archive import SqlOrderArchive
from tests.support.world import EVENING

LATER = EVENING + timedelta(days=1)
BUMP_FIRST = (Tap.BUMP, {"item_id": "1"})
WAYS = (
    (),
    ((Tap.HOLD, {}),),
    ((Tap.FIRE, {}),),
    ((Tap.START, {"item_id": "1"}),),
    (BUMP_FIRST,),
    ((Tap.BUMP, {"item_id": "1", "quantity": 1}),),
    ((Tap.BUMP, {"station": "expo"}),),
    (BUMP_FIRST, (Tap.RECALL, {"item_id": "1"})),
    ((Tap.VOID, {"item_id": "1"}),),
    ((Tap.VOID, {"item_id": "2"}),),
)


@pytest.fixture
def archive(restaurant):
    return SqlOrderArchive(restaurant.database)


@pytest.fixture
async def orders(restaurant):
    """One order at each stage, and two that are at a stage in another way."""
    for stage, taps in {
        "received": (),
        "preparing": (Tap.START,),
        "ready": (Tap.BUMP,),
        "collected": (Tap.BUMP, Tap.HAND_OVER),
        "cancelled": (Tap.CANCEL,),
    }.items():
        order = await restaurant.order(guest_name=stage, table="5", source="till", external_ref=stage)
        for tap in taps:
            await restaurant.tap(tap, order.id)
    await restaurant.order(guest_name="scheduled", quoted_for=EVENING + timedelta(days=1))
    voided = await restaurant.order("Garlic Naan", guest_name="voided")
    await restaurant.tap(Tap.VOID, voided.id, "1")
    half = await restaurant.order(guest_name="half done")
    await restaurant.tap(Tap.BUMP, half.id, "1")
    return {order.guest_name: order for order in restaurant.board.orders()}


async def names(archive, **asked):
    return {order.guest_name for order in await archive.read(OrderFilter(**asked), None, 50)}


async def test_each_stage_is_the_one_that_orders_tell(archive, orders, subtests):
    for stage in list(Stage):
        with subtests.test(stage=stage):
            assert await names(archive, stages=frozenset({stage})) == {
                o.guest_name for o in orders.values() if o.stage is stage
            }


# What nobody cooks, what the expo has not seen, and what waits for later, in each state of its dishes.
async def test_stages_follow_from_dishes_as_in_orders(archive, restaurant, subtests):
    for is_expo, for_later, dishes in product((False, True), (None, LATER), (("Naan",), ("Cola",), ("Naan", "Cola"))):
        restaurant.rules = KitchenRules(off_rail=frozenset({"bar"}), ready_by_expo=is_expo)
        lines = [DraftItem(name=dish, station="bar" if dish == "Cola" else "oven", quantity=2) for dish in dishes]
        for taps in WAYS:
            order = await restaurant.order(*lines, quoted_for=for_later)
            for tap, said in taps:
                with suppress(KitchenError):
                    await restaurant.tap(tap, order.id, **said)
    orders = restaurant.board.orders()
    for stage in OPEN:
        with subtests.test(stage=stage):
            expected = {order.id for order in orders if order.stage is stage}
            read = await archive.read(OrderFilter(stages=frozenset({stage})), None, len(orders))
            assert {order.id for order in read} == expected
            assert expected


async def test_open_ones_come_first_in_pages(archive, orders):
    seen, after = [], None
    while page := await archive.read(OrderFilter(), after, 3):
        seen += page
        after = place_in_list(page[-1])
    assert len(seen) == len(orders)
    kept_open = [order for order in seen if order.closed is None]
    assert seen[: len(kept_open)] == kept_open == sorted(kept_open, key=lambda o: (o.quoted_for, o.id))


@pytest.mark.usefixtures("orders")
async def test_what_left_the_board_is_still_found(archive, restaurant):
    gone = next(order for order in restaurant.board.orders() if order.stage is Stage.COLLECTED)
    restaurant.kitchen.forget([gone.id])
    assert restaurant.board.watch(gone.id) is None
    assert await archive.find(gone.id) == gone
    assert gone.id in {order.id for order in await archive.read(OrderFilter(), None, 50)}
    assert await archive.find("nowhere") is None


@pytest.mark.usefixtures("orders")
async def test_words_are_found_wherever_they_stand(archive, restaurant):
    ana = await restaurant.order("Crème Brûlée", guest_name="Ángel", phone="+34 600", external_ref="pos-7")
    for words in (
        ["ángel"],
        ["ÁNGEL"],
        ["pos-7"],
        ["600"],
        [ana.pickup_code.lower()],
        ["crème", "ángel"],
        ["angel", "BRULEE"],
        ["brülé"],
    ):
        assert await names(archive, words=tuple(words)) == {"Ángel"}
    await restaurant.order(guest_name="Sean O'Hara")
    for apostrophe in "'’‘´":  # noqa: RUF001  as phones write it
        assert await names(archive, words=(f"o{apostrophe}HARA",)) == {"Sean O'Hara"}
    assert await names(archive, words=("%",)) == set()
    assert await names(archive, words=("ángel", "soup")) == set()


@pytest.mark.usefixtures("orders")
@pytest.mark.parametrize("written", ["+34 600-123 456", "+34600123456", "(34) 600.123.456"])
@pytest.mark.parametrize("word", ["600123456", "600-123-456", "+34600123456", "34/600", "123-456"])
async def test_phone_is_found_however_it_is_written(archive, restaurant, written, word):
    await restaurant.order(guest_name="Ana", phone=written)
    assert await names(archive, words=(word,)) == {"Ana"}
    assert await names(archive, words=("600123457",)) == set()
    assert await names(archive, words=("-",)) == ({"Ana"} if "-" in written else set())


@pytest.mark.usefixtures("orders")
async def test_sources_tables_and_times_narrow_the_list(archive, restaurant):
    assert await names(archive, sources=frozenset({"till"}), external_refs=frozenset({"ready"})) == {"ready"}
    assert len(await names(archive, tables=frozenset({"5", "6"}))) == 5
    restaurant.clock.move(minutes=1)
    await restaurant.order(guest_name="later")
    half_way = EVENING + timedelta(seconds=30)
    assert await names(archive, placed_after=half_way) == {"later"}
    assert "later" not in await names(archive, placed_before=half_way)
