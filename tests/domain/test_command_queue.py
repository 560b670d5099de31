"""Commands wait for one another, but not for long, and not for one that failed."""

import asyncio

import pytest

from domain import command_queue
from domain.command_queue import MAX_RUNS, CommandQueue
from domain.errors import NotSaved, OrderNotFound, Outrun


async def fail(error):
    await asyncio.sleep(0)
    raise error


async def succeed():
    return "done"


async def test_commands_behind_one_not_saved_fail_with_it():
    queue = CommandQueue()
    first, *others = [asyncio.create_task(queue.run(lambda: fail(NotSaved("locked")))) for _ in range(1)] + [
        asyncio.create_task(queue.run(succeed)) for _ in range(5)
    ]
    answers = await asyncio.gather(first, *others, return_exceptions=True)
    assert [type(answer) for answer in answers] == [NotSaved] * 6
    assert await queue.run(succeed) == "done"


async def test_other_failures_concern_nobody_else():
    queue = CommandQueue()
    answers = await asyncio.gather(
        queue.run(lambda: fail(OrderNotFound("x"))), queue.run(succeed), return_exceptions=True
    )
    assert type(answers[0]) is OrderNotFound
    assert answers[1] == "done"


async def test_command_does_not_wait_without_end(monkeypatch):
    monkeypatch.setattr(command_queue, "MAX_WAIT_SECONDS", 0.05)
    queue, is_over = CommandQueue(), asyncio.Event()
    hanging = asyncio.create_task(queue.run(is_over.wait))
    await asyncio.sleep(0)
    with pytest.raises(NotSaved):
        await queue.run(succeed)
    is_over.set()
    assert await hanging is True
    assert await queue.run(succeed) == "done"


@pytest.mark.parametrize(("times", "answer"), [(MAX_RUNS - 1, "done"), (MAX_RUNS, Outrun)])
async def test_outrun_command_runs_again_a_few_times(times, answer):
    failures = iter([Outrun("faster")] * times)

    async def command():
        if (error := next(failures, None)) is not None:
            raise error
        return "done"

    (answered,) = await asyncio.gather(CommandQueue().run(command), return_exceptions=True)
    assert answer in {answered, type(answered)}


async def test_as_many_commands_run_as_the_store_takes():
    queue, running, is_over = CommandQueue(max_parallel=2), [], asyncio.Event()

    async def command():
        running.append(1)
        await is_over.wait()

    commands = [asyncio.create_task(queue.run(command)) for _ in range(3)]
    for _ in range(5):
        await asyncio.sleep(0)
    assert len(running) == 2
    is_over.set()
    await asyncio.gather(*commands)
    assert len(running) == 3


async def test_waiting_for_commands_ends_with_them():
    queue, is_over = CommandQueue(), asyncio.Event()
    await queue.wait_for_running(60.0)
    running = asyncio.create_task(queue.run(is_over.wait))
    await asyncio.sleep(0)
    await queue.wait_for_running(0.01)
    assert queue.is_busy
    is_over.set()
    await queue.wait_for_running(60.0)
    assert not queue.is_busy
    await running
