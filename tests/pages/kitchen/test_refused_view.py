"""Orders that could not be taken stand above the rail, and never hide it."""

import pytest

from domain.deliveries import Delivery, Outcome
from pages.i18n import translator_for
from pages.kitchen import kitchen_view as view
from tests.support.world import EVENING, ZONE

WORDS = translator_for("en", ZONE)


def drawn(count):
    refused = (
        Delivery(id=n, at=EVENING, source="till", outcome=Outcome.REFUSED, body=b"") for n in range(count, 0, -1)
    )
    return view.refused(refused, WORDS)


@pytest.mark.parametrize(("count", "folded"), [(0, ""), (3, ""), (4, "1 more order could"), (9, "6 more orders could")])
def test_the_newest_show_and_the_rest_is_folded(count, folded):
    html = drawn(count)
    assert html.count("data-settle") == count
    shown, _, rest = html.partition("<details")
    assert shown.count("data-settle") == min(count, 3)
    assert (folded in rest, bool(rest)) == (True, bool(folded))
