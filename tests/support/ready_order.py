"""An order that is ready, and the phone that follows it."""

from domain.commands import Tap


async def ready_order(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    return order, phone
