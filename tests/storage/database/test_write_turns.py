"""Turns at the one writer: the urgent first, nobody for long, and never more than so many."""

import asyncio

import pytest

from domain.errors import NotSaved
from storage.database import write_turns
from storage.database.write_turns import WriteTurns


@pytest.fixture
def turns():
    return WriteTurns()


async def use(turns, done, name, *, is_urgent=False):
    async with turns.take(is_urgent=is_urgent):
        await asyncio.sleep(0)
        done.append(name)


async def test_urgent_go_first_and_each_in_order_of_arrival(turns):
    done = []
    async with turns.take(is_urgent=False):
        others = [asyncio.create_task(use(turns, done, n)) for n in (1, 2)]
        await asyncio.sleep(0)
        urgent = [asyncio.create_task(use(turns, done, name, is_urgent=True)) for name in "ab"]
        await asyncio.sleep(0)
    await asyncio.gather(*others, *urgent)
    assert done == ["a", "b", 1, 2]


async def test_one_at_a_time_also_when_one_comes_in_between(turns):
    busy, most = 0, 0

    async def hold():
        nonlocal busy, most
        async with turns.take(is_urgent=False):
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0)
            busy -= 1

    await asyncio.gather(*(hold() for _ in range(50)))
    assert most == 1


async def test_turn_that_does_not_come_is_not_waited_for(turns, monkeypatch):
    monkeypatch.setattr(write_turns, "MAX_TURN_SECONDS", 0.02)
    done = []
    async with turns.take(is_urgent=True):
        with pytest.raises(NotSaved):
            await use(turns, done, "late", is_urgent=True)
    await use(turns, done, "next")
    assert done == ["next"]


async def test_flood_is_refused_but_not_the_urgent(turns, monkeypatch):
    monkeypatch.setattr(write_turns, "MAX_WAITING", 3)
    done = []
    async with turns.take(is_urgent=False):
        waiting = [asyncio.create_task(use(turns, done, n)) for n in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(NotSaved):
            await use(turns, done, "too many")
        waiting.append(asyncio.create_task(use(turns, done, "tap", is_urgent=True)))
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert done == ["tap", 0, 1, 2]


@pytest.mark.parametrize("is_given", [False, True])
async def test_caller_that_leaves_passes_its_turn_on(turns, is_given):
    done = []
    async with turns.take(is_urgent=False):
        leaving, staying = (asyncio.create_task(use(turns, done, name)) for name in ("leaves", "stays"))
        await asyncio.sleep(0)
        if not is_given:
            leaving.cancel()
    if is_given:  # in the moment in which it stops to wait
        leaving.cancel()
    await asyncio.gather(leaving, staying, return_exceptions=True)
    assert done == ["stays"]
