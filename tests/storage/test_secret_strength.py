"""PINs and keys that are guessed first."""

import random
import secrets

import pytest

from storage.secret_strength import draw_pin, is_weak_key, is_weak_pin


@pytest.mark.parametrize(
    "pin",
    [
        *("000000", "111111", "123456", "654321", "012345", "987654", "890123", "135791", "246802"),
        *("121212", "123123", "482482", "123412341234", "112233", "332211", "010203", "100100", "4829482948"),
        *("199019", "202412", "122024", "201920", "20241231", "31122024", "12312024"),
        *("147258", "159753", "789456", "258147"),
    ],
)
def test_pin_that_is_guessed_first_is_weak(pin):
    assert is_weak_pin(pin)


@pytest.mark.parametrize("pin", ["482913", "904417", "73920451", "135790", "400913", "58218347261"])
def test_other_pins_are_not_weak(pin):
    assert not is_weak_pin(pin)


def test_few_random_pins_are_weak():
    assert sum(is_weak_pin(f"{n:06}") for n in range(0, 10**6, 7)) < 10**6 / 7 * 0.06


def test_drawn_pin_is_not_weak(monkeypatch):
    drawn = iter([123456, 482913])
    monkeypatch.setattr(secrets, "randbelow", lambda _: next(drawn))
    assert draw_pin() == "482913"


@pytest.mark.parametrize(
    "key",
    ["k" * 32, "ab" * 20, "0123456789" * 4, "aaaaaaaabbbbbbbbccccccccdddddddd", "aaaaabbbbbcccccdddddeeeeefffffgg"],
)
def test_key_that_repeats_is_weak(key):
    assert is_weak_key(key)


def test_drawn_keys_are_not_weak():
    drawn = random.Random(4)
    assert not any(is_weak_key(drawn.randbytes(16).hex()) for _ in range(20_000))
