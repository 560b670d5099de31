"""What runs in the background, and what becomes of it."""

import asyncio

from storage.ops.scheduler import run_in_background


async def test_background_task_that_fails_is_logged(caplog):
    async def fail():
        raise KeyError("bakery")

    async with run_in_background(fail()):
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert "a background task has stopped" in caplog.text
    assert "KeyError" in caplog.text


async def test_background_task_that_is_ended_is_not_logged(caplog):
    async with run_in_background(asyncio.sleep(60)):
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert caplog.text == ""
