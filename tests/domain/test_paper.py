from domain.paper import Align, Paper, PaperLine, read_paper


def test_paper_reads_back_as_it_was_stored():
    paper = Paper(lines=(PaperLine(text="A12", align=Align.CENTER, is_large=True), PaperLine(is_rule=True)), qr="x")
    assert read_paper(paper.to_json()) == paper


def test_further_print_says_so_once():
    paper = Paper(lines=(PaperLine(text="A12"),), again="PRINTED AGAIN")
    repeated = read_paper(paper.repeated().to_json())
    assert [line.text for line in repeated.lines] == ["PRINTED AGAIN", "A12"]
    assert repeated.repeated() == repeated
