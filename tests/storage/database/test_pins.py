"""PINs: made once, hashed slowly, and checked beside the event loop."""

import asyncio
import re
import threading

import argon2
import pytest

from storage.database import pins as storage_pins
from storage.database.credentials import CredentialStore
from storage.database.pins import STAFF


async def again(keys):
    """The keys as the next start reads them."""
    restarted = CredentialStore(keys._database, keys._settings)
    assert await restarted.open() is None
    return restarted


async def test_the_first_start_makes_a_pin_and_shows_it_once(keys):
    assert len(keys.first_pin) == 6
    assert await keys.pins.is_staffs(keys.first_pin)
    assert not await keys.pins.is_staffs("000000" if keys.first_pin != "000000" else "000001")
    assert await (await again(keys)).pins.is_staffs(keys.first_pin)


async def test_pins_are_hashed_slowly(database, own_settings, monkeypatch):
    monkeypatch.setattr(storage_pins, "PasswordHasher", argon2.PasswordHasher)
    keys = CredentialStore(database, own_settings)
    await keys.open()
    price = argon2.extract_parameters(keys.pins._hashes[STAFF])
    assert price.type is argon2.Type.ID
    assert (price.memory_cost, price.time_cost) >= (64 * 1024, 3)  # KiB and rounds: RFC 9106, section 4


async def test_pins_use_all_six_digits(keys):
    pins = [await keys.pins.renew() for _ in range(60)]
    assert all(re.fullmatch("[0-9]{6}", pin) for pin in pins)
    assert all(len({pin[place] for pin in pins}) > 5 for place in range(6))


async def test_pins_are_checked_one_at_a_time_off_the_loop(keys, monkeypatch):
    at_work, most = [], []

    def matches(*_):
        at_work.append(threading.get_ident())
        most.append(len(at_work))
        threading.Event().wait(0.01)
        return at_work.pop() == threading.main_thread().ident

    monkeypatch.setattr(keys.pins, "_matches", matches)
    assert not any(await asyncio.gather(*(keys.pins.is_staffs("000000") for _ in range(8))))
    assert most == [1] * 8


@pytest.mark.parametrize("wrong", ["", " ", "482913 ", "\uff14\uff18\uff12\uff19\uff11\uff13", "482914", "x" * 64])
async def test_a_wrong_pin_is_refused(database, settings, wrong):
    given = CredentialStore(database, settings)
    await given.open()
    assert not await given.pins.is_staffs(wrong)
