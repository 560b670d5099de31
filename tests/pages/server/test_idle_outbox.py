"""An open page without news wakes nobody."""

import asyncio
import inspect

from nicegui import outbox


async def test_an_outbox_sleeps_until_there_is_news(app):
    assert app
    news = asyncio.Event()
    waiting = asyncio.create_task(outbox.asyncio.wait_for(news.wait(), timeout=0))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not waiting.done()
    news.set()
    assert await waiting


def test_nicegui_still_waits_and_stops_as_we_rely_on():
    assert "asyncio.wait_for(self._enqueue_event.wait(), timeout=1.0)" in inspect.getsource(outbox.Outbox.loop)
    assert "self._set_enqueue_event()" in inspect.getsource(outbox.Outbox.stop)
