"""Which notice waits for a phone when several are earned before one is sent."""

import pytest
from sqlalchemy import insert, select

from domain.notices import CHOICES, Notice, NoticeKind
from storage.database import tables
from tests.support.world import EVENING


@pytest.mark.parametrize(
    ("told", "earned", "waits"),
    [
        ("ready", [NoticeKind.NOT_READY, NoticeKind.LATE], "not_ready"),
        ("ready", [NoticeKind.NOT_READY, NoticeKind.NEARLY_NEXT], "not_ready"),
        ("cancelled", [NoticeKind.NOT_CANCELLED, NoticeKind.LATE], "not_cancelled"),
        (None, [NoticeKind.NEARLY_NEXT, NoticeKind.LATE], "late"),
    ],
)
async def test_what_is_foreseen_overtakes_no_correction(restaurant, told, earned, waits):
    order = await restaurant.order()
    phone = {"order_id": order.id, "endpoint": "https://push.example/1", "p256dh": "", "auth": "", "language": "en"}
    async with restaurant.database.writing() as db:
        await db.execute(
            insert(tables.subscriptions), phone | {"kinds": ",".join(CHOICES), "told": told, "made_at": EVENING}
        )
    for kind in earned:
        async with restaurant.store.transaction() as work:
            await work.enqueue_notices(order, [Notice(kind)])
    async with restaurant.database.reading() as db:
        assert list(await db.scalars(select(tables.outbox.c.kind))) == [waits]
