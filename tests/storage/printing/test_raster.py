import pytest

from domain.paper import Paper, PaperLine
from storage.printing import fonts
from storage.printing.escpos import encode
from storage.printing.fonts import spell_out, split_runs
from storage.printing.raster import DOTS, LARGE_DOTS, draw_line
from storage.printing.typesetting import is_read_from_the_right


def test_long_word_begins_beside_its_quantity():
    line = PaperLine(text=f"1 x {'W' * 9}", is_large=True)
    rows = draw_line(line, DOTS["58"])
    right_half = rows.crop((DOTS["58"] // 2, 0, DOTS["58"], LARGE_DOTS))
    assert right_half.getextrema()[0] == 0


def test_word_longer_than_the_paper_is_whole():
    short, long = (draw_line(PaperLine(text="W" * count), DOTS["58"]) for count in (10, 60))
    assert long.height > 2 * short.height


def test_lines_of_a_note_stay_lines():
    one, three = (draw_line(PaperLine(text=text), DOTS["58"]) for text in ("Ж", "Ж\n\nЖ"))
    assert three.height == 3 * one.height
    assert b"no nuts\n\n  no milk\n" in encode(Paper(lines=(PaperLine(text="no nuts\n\n  no milk"),)), "58")


def ink(text: str, **more: bool) -> tuple[int, int, int, int]:
    """Where the ink of a line is on paper of 80 mm: left, top, right, bottom."""
    picture = draw_line(PaperLine(text=text, **more), DOTS["80"])
    return picture.point(lambda dot: 1 - dot).getbbox()


def test_each_letter_has_a_font_that_has_it(monkeypatch):
    has = {"bold": "1 x", "thai": "ก"}
    monkeypatch.setattr(fonts, "find_font", lambda letter, **_: "thai" if letter == "ก" else "bold")
    monkeypatch.setattr(fonts, "_has_letter", lambda name, letter: letter in has[name])
    monkeypatch.setattr(fonts, "_load", lambda name, _: name)
    assert split_runs("1 x ก 1", 26, is_bold=True) == [("1 x ", "bold"), ("ก", "thai"), (" 1", "bold")]
    assert split_runs("1 x", 26, is_bold=True) == [("1 x", "bold")]


def test_line_from_the_right_stands_at_the_right():
    assert ink("1 x شاورما")[2] > DOTS["80"] - 10
    assert ink("1 x Naan")[0] < 10
    assert ink("  + بدون ثوم")[2] < ink("+ بدون ثوم")[2]


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [("1 x شاورما", True), ("3 x شاورما Combo XL مع بطاطا", True), ("2 x Naan", False), ("!", False), ("הזמנה", True)],
)
def test_direction_is_that_of_most_letters(text, is_rtl):
    assert is_read_from_the_right(text) is is_rtl


def test_emoji_is_written_by_its_name():
    assert spell_out("Pizza \N{FIRE}\N{VARIATION SELECTOR-16}") in {"Pizza (fire)", "Pizza \N{FIRE}"}
    assert spell_out("Crème 2 x\n") == "Crème 2 x\n"
