from domain.paper import PaperLine
from storage.printing.raster import DOTS, LARGE_DOTS, draw_line


def test_long_word_begins_beside_its_quantity():
    line = PaperLine(text=f"1 x {'W' * 9}", is_large=True)
    rows = draw_line(line, DOTS["58"])
    right_half = rows.crop((DOTS["58"] // 2, 0, DOTS["58"], LARGE_DOTS))
    assert right_half.getextrema()[0] == 0


def test_word_longer_than_the_paper_is_whole():
    short, long = (draw_line(PaperLine(text="W" * count), DOTS["58"]) for count in (10, 60))
    assert long.height > 2 * short.height
