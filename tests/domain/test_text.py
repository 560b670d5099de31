"""Which names people can read."""

import pytest

from domain.text import clean, has_controls, is_readable, limit_marks


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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a" + "\u0301" * 60 + "b", "a" + "\u0301" * 4 + "b"),
        ("\u0316" * 9, "\u0316" * 4),
        ("x\u20dd" + "\u0316" * 5, "x\u20dd" + "\u0316" * 3),
        ("a" + ("\u0301" * 4 + "\u200d") * 3 + "b", "a" + "\u0301" * 4 + "\u200d" * 3 + "b"),
        ("a" + "\u0301\u200b" * 6, "a" + "\u0301\u200b" * 4 + "\u200b" * 2),
        ("Phở bò, Việt", "Phở bò, Việt"),
        ("ชื่อ, שָׁלוֹם", "ชื่อ, שָׁלוֹם"),
        ("👩🏽\u200d🍳\ufe0f 1\ufe0f\u20e3", "👩🏽\u200d🍳\ufe0f 1\ufe0f\u20e3"),
        ("", ""),
    ],
)
def test_marks_on_a_letter_are_limited(text, kept):
    assert limit_marks(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\x00 Cold\r\nsoup\x1b ", "Cold\nsoup"),
        ("a" + "\u0301" * 9, "a" + "\u0301" * 4),
        ("half\ud800", "half"),
    ],
)
def test_text_is_kept_without_what_cannot_be_shown(text, kept):
    assert clean(text) == kept
