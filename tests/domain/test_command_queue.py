"""Commands wait for one another, but not for long, and not for one that failed."""

import asyncio

import pytest

from domain import command_queue
from domain.command_queue import CommandQueue
from domain.errors import NotSaved, OrderNotFound


async def fail(error):
    await asyncio.sleep(0)
    raise error


async def succeed():
    return "done"


async def test_commands_behind_one_not_saved_fail_with_it():
    queue = CommandQueue()
    first, *others = [asyncio.create_task(queue.run(fail(NotSaved("locked")))) for _ in range(1)] + [
        asyncio.create_task(queue.run(succeed())) for _ in range(5)
    ]
    answers = await asyncio.gather(first, *others, return_exceptions=True)
    assert [type(answer) for answer in answers] == [NotSaved] * 6
    assert await queue.run(succeed()) == "done"


async def test_other_failures_concern_nobody_else():
    queue = CommandQueue()
    answers = await asyncio.gather(queue.run(fail(OrderNotFound("x"))), queue.run(succeed()), return_exceptions=True)
    assert type(answers[0]) is OrderNotFound
    assert answers[1] == "done"


async def test_command_does_not_wait_without_end(monkeypatch):
    monkeypatch.setattr(command_queue, "MAX_WAIT_SECONDS", 0.05)
    queue, is_over = CommandQueue(), asyncio.Event()
    hanging = asyncio.create_task(queue.run(is_over.wait()))
    await asyncio.sleep(0)
    with pytest.raises(NotSaved):
        await queue.run(succeed())
    is_over.set()
    assert await hanging is True
    assert await queue.run(succeed()) == "done"
