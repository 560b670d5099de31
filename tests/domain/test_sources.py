"""Sources: what a vendor's interface may answer."""

from dataclasses import replace

from domain.sources import (
    CANCELLED_THERE,
    TOLD_CANCELLED,
    NotReachable,
    SourceLink,
    with_own_line,
    without_own_line,
)


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


def test_link_awaits_the_echo_of_what_the_source_was_told():
    link = SourceLink(source="till", external_id="1", order_id="o1", revision="", fingerprint="a")
    told = replace(link, fingerprint=f"{TOLD_CANCELLED}a")
    assert [one.awaits_echo for one in (link, told)] == [False, True]
    assert [one.has("a") for one in (link, told)] == [True, True]
    assert [one.has("b") for one in (link, told)] == [False, False]
    newer = [replace(one, fingerprint=one.mark("b")) for one in (link, told)]
    assert [one.awaits_echo for one in newer] == [False, True]
    assert all(one.has("b") for one in newer)


def test_link_of_what_its_source_cancelled_has_no_draft():
    link = SourceLink(source="till", external_id="1", order_id="o1", revision="", fingerprint=CANCELLED_THERE)
    assert link.is_cancelled_there
    assert not link.has("a")
    assert not replace(link, fingerprint="a").is_cancelled_there


def test_link_without_echo_keeps_its_draft():
    link = SourceLink(source="till", external_id="1", order_id="o1", revision="", fingerprint="a")
    told = replace(link, fingerprint=f"{TOLD_CANCELLED}a")
    assert [one.without_echo for one in (link, told)] == [link, link]
