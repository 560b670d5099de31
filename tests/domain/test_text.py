"""Which names people can read."""

import pytest

from domain.text import has_controls, is_readable


@pytest.mark.parametrize(
    "name", ["Crème\u00a0brûlée", "نیم\u200cرو", "👩\u200d🍳", "two\nlines", "a\tb", "Ünï", "\u202eabc"]
)
def test_names_of_all_scripts_are_fine(name):
    assert not has_controls(name)
    assert is_readable(name)


@pytest.mark.parametrize("name", ["a\x00", "\x7f", "\x85x", "\x1b[31m", "\ud800"])
def test_controls_are_found(name):
    assert has_controls(name)
    assert not is_readable(name)


@pytest.mark.parametrize("name", ["", "\u200b", " \u00a0", "\u2060\ufeff"])
def test_invisible_names_are_found(name):
    assert not has_controls(name)
    assert not is_readable(name)
