"""Sources: what a vendor's interface may answer."""

from domain.sources import NotReachable, with_own_line, without_own_line


def test_an_answer_that_did_not_come_has_no_status():
    assert (str(NotReachable("down")), NotReachable("down").status, NotReachable("no", 503).status) == ("down", 0, 503)


def test_own_line_stands_last_in_a_note_and_once():
    note = with_own_line("Nut allergy\nNo onions", "Preparing · A42")
    assert note == "Nut allergy\nNo onions\nOrderBell: Preparing · A42"
    assert with_own_line(note, "Ready · A42") == "Nut allergy\nNo onions\nOrderBell: Ready · A42"
    assert with_own_line("", "Ready · A42") == "OrderBell: Ready · A42"


def test_note_without_own_line_is_the_guests():
    assert without_own_line(with_own_line("Nut allergy", "Ready")) == "Nut allergy"
    assert without_own_line(with_own_line("", "Ready")) == ""
    assert without_own_line("For OrderBell: rush") == "For OrderBell: rush"
