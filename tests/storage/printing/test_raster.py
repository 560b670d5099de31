from domain.paper import Paper, PaperLine
from storage.printing.escpos import encode
from storage.printing.raster import DOTS, LARGE_DOTS, draw_line


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
