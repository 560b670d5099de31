"""A claim that fails after its messages were leased: they are claimed again at once, as if for the first time."""

from datetime import UTC, datetime

import pytest

from domain.connections import Connection, ConnectionType
from domain.errors import NotSaved
from storage.database import tables
from storage.database.connection_store import ConnectionStore
from storage.outgoing.outbox import MessageOutbox
from tests.support.failing_database import FailingClaims

NOW = datetime(2026, 7, 3, 12, tzinfo=UTC)


@pytest.fixture
async def webhook(restaurant):
    connection = Connection(type=ConnectionType.WEBHOOK, name="till", made_at=NOW)
    return await ConnectionStore(restaurant.database).add(connection)


async def claimed_again(outbox, webhook):
    assert await outbox.next_due(NOW, [webhook.id]) is not None
    return [message.attempts for message, _ in await outbox.claim(NOW, {webhook.id: 5})]


async def test_message_is_claimed_again_when_the_commit_has_no_answer(restaurant, webhook):
    outbox = MessageOutbox(FailingClaims(restaurant.database, tables.messages))
    await outbox.add(webhook.id, "test", "{}", NOW)
    with pytest.raises(NotSaved):
        await outbox.claim(NOW, {webhook.id: 5})
    assert await claimed_again(outbox, webhook) == [1]


async def test_message_is_claimed_again_when_it_cannot_be_read(restaurant, webhook, monkeypatch):
    outbox = MessageOutbox(restaurant.database)
    await outbox.add(webhook.id, "test", "{}", NOW)
    with monkeypatch.context() as cut:
        cut.setattr(outbox, "_read", fail)
        with pytest.raises(OSError, match="cut"):
            await outbox.claim(NOW, {webhook.id: 5})
    assert await claimed_again(outbox, webhook) == [1]


async def test_what_is_being_sent_is_not_claimed_again(restaurant, webhook):
    outbox = MessageOutbox(restaurant.database)
    await outbox.add(webhook.id, "test", "{}", NOW)
    assert len(await outbox.claim(NOW, {webhook.id: 5})) == 1
    assert await outbox.next_due(NOW, [webhook.id]) is None


async def fail(_):
    raise OSError("the line was cut")
