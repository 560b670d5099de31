"""The owner changes the mailbox of the notices while the database refuses what is written."""

import asyncio

import pytest

from domain.commands import Tap
from domain.errors import NotSaved
from storage.push.vapid import KEY_FILE
from tests.support.failing_database import unwritable
from tests.support.push_restaurant import MAILBOX, kinds_shown, push_restaurant

OTHER_MAILBOX = "mailto:chef@restaurant.example"


def running_dispatchers():
    return sum("OutboxDispatcher.run" in repr(task.get_coro()) for task in asyncio.all_tasks())


async def change_mailbox(place, mailbox):
    place.push._settings.vapid_subject = mailbox
    await place.push.follow_settings()


async def test_notices_are_sent_though_no_lease_was_freed(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    with unwritable(place.database):
        await change_mailbox(place, OTHER_MAILBOX)
    place.later(seconds=6)
    await place.settled("sent")
    assert kinds_shown(phone) == ["ready"]


@pytest.mark.parametrize("before", [None, MAILBOX])
async def test_mailbox_is_saved_once_more_after_a_failure(tmp_path, before):
    async with push_restaurant(tmp_path, vapid_subject=before) as place:
        (tmp_path / KEY_FILE).unlink(missing_ok=True)
        with unwritable(place.database), pytest.raises(NotSaved):
            await change_mailbox(place, OTHER_MAILBOX)
        assert place.push.public_key == ""
        await change_mailbox(place, before or OTHER_MAILBOX)
        assert place.push.public_key


async def test_change_that_is_told_twice_opens_once(tmp_path):
    async with push_restaurant(tmp_path, vapid_subject=None) as place:
        place.push._settings.vapid_subject = MAILBOX
        await asyncio.gather(place.push.follow_settings(), place.push.follow_settings())
        assert running_dispatchers() == 1
        await change_mailbox(place, None)
        assert running_dispatchers() == 0
