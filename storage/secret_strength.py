"""Strength of PINs and keys: the ones that are guessed first are refused in the settings."""

import itertools
import re
import secrets

MIN_PIN_DIGITS, MAX_PIN_DIGITS = 6, 20
# Of 32 random hexadecimal digits one in 30 million has fewer; with 10 it was one in 10,000.
MIN_KEY_SYMBOLS = 8
# Columns, diagonals and rows of a keypad, besides those that count up or down.
_KEYPAD = {"147258", "258369", "147258369", "258147", "369258", "963852", "852741", "741852", "159357", "159753"}
_KEYPAD |= {"357159", "753159", "951753", "147369", "789456", "456123", "456789", "789123", "789456123", "123789"}
# With a year at either end: 2024 12, 12 2024, 2024 12 31, 31 12 2024.
_DATE = re.compile(r"(19|20)\d\d(\d\d){1,2}|(\d\d){1,2}(19|20)\d\d")


def find_pin_fault(pin: str) -> str:
    """Return what to write instead of this PIN, or an empty text."""
    if not re.fullmatch(rf"[0-9]{{{MIN_PIN_DIGITS},{MAX_PIN_DIGITS}}}", pin):
        return f"write {MIN_PIN_DIGITS} to {MAX_PIN_DIGITS} digits"
    if is_weak_pin(pin):
        return "this one is guessed among the first: write digits that do not count, repeat or make a date"
    return ""


def is_weak_pin(digits: str) -> bool:
    """Whether a PIN is guessed first: digits that count, patterns that repeat, dates, figures on the keypad."""
    return (
        _counts(digits)
        or (_counts(digits[::2]) and _counts(digits[1::2]))
        or _repeats(digits)
        or bool(_DATE.fullmatch(digits))
        or digits in _KEYPAD
    )


def draw_pin() -> str:
    """Return a random PIN of six digits that is not weak."""
    while is_weak_pin(pin := f"{secrets.randbelow(10**6):06}"):
        pass
    return pin


def is_weak_key(key: str) -> bool:
    """Whether a key is of too few symbols, or repeats itself: nobody has drawn it by chance."""
    return len(set(key)) < MIN_KEY_SYMBOLS or _repeats(key)


# 000000, 123456, 987654, 135791: the same step from each digit to the next, past 9 to 0.
def _counts(digits: str) -> bool:
    return len({(int(after) - int(before)) % 10 for before, after in itertools.pairwise(digits)}) <= 1


# 482482, 121212, and 1234123: a pattern that begins again.
def _repeats(text: str) -> bool:
    return any(text == (text[:length] * len(text))[: len(text)] for length in range(1, len(text) // 2 + 1))
