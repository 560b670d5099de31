"""The screen of a placed order, whose receipt is printed again for as long as the order is kept."""

from datetime import timedelta

from domain.commands import Tap
from domain.updates import LINK_LIFE


async def test_receipt_leads_to_the_page_while_its_link_is_good(staff, restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.HAND_OVER, order.id)
    path, code = f"/orders/{order.id}/receipt", f"/t/{order.token}/qr.svg"
    assert (await staff.get(path)).text.count(code) == 2
    restaurant.clock.move(seconds=(LINK_LIFE + timedelta(minutes=1)).total_seconds())
    page = (await staff.get(path)).text
    assert order.pickup_code in page
    assert code not in page
    assert "Scan" not in page


async def test_receipt_of_a_cancelled_order_says_so(staff, restaurant):
    order = await restaurant.order()
    path, says = f"/orders/{order.id}/receipt", "This order was cancelled"
    assert says not in (await staff.get(path)).text
    await restaurant.tap(Tap.CANCEL, order.id)
    assert says in (await staff.get(path)).text.partition('id="paper"')[2]
