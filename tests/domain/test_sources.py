"""Sources: what a vendor's interface may answer."""

from domain.sources import NotReachable


def test_an_answer_that_did_not_come_has_no_status():
    assert (str(NotReachable("down")), NotReachable("down").status, NotReachable("no", 503).status) == ("down", 0, 503)
