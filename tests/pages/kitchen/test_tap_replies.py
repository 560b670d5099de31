"""What the kitchen reads after each tap."""

import pytest

from domain.errors import NotSaved, OrderNotFound
from domain.events import EventKind
from domain.stages import ItemState, Stage
from pages.components.cancel_reasons import usual_reasons
from pages.i18n import translator_for
from pages.kitchen.order_lists_view import left
from pages.kitchen.tap_replies import TapReply, refusal, reply_html, success_text
from pages.kitchen.tap_schemas import KitchenTap
from tests.support.world import EVENING, ZONE, order_of

WORDS = translator_for("en", ZONE)
QUEUED, COOKING, DONE, VOIDED = ItemState


def said(tap, order, **more):
    message = KitchenTap(tap_id="t", tap=tap, order_id=order.id, seen_version=1, **more)
    return success_text(message, order, WORDS)


@pytest.mark.parametrize(
    ("tap", "order", "more", "says"),
    [
        ("start", order_of(COOKING, pickup_code="A45"), {}, "A45 is cooking"),
        ("bump", order_of(DONE, pickup_code="A45"), {}, "A45 is ready"),
        ("bump", order_of(DONE, pickup_code="A45", by_expo=True), {}, "A45 · Done"),
        ("hand_over", order_of(DONE, pickup_code="A45", closed=Stage.COLLECTED), {}, "A45 was handed over"),
        ("cancel", order_of(DONE, pickup_code="A45", closed=Stage.CANCELLED), {}, "A45 was cancelled"),
        ("recall", order_of(DONE, pickup_code="A45"), {}, "A45 is back on the rail"),
        ("undo", order_of(DONE, pickup_code="A45"), {}, "A45: taken back"),
        ("postpone", order_of(QUEUED, pickup_code="A45"), {}, "A45 is now promised for 20:20"),
        ("bump", order_of(DONE, QUEUED, pickup_code="A45"), {"station": "bar"}, "A45 · bar ready"),
        ("start", order_of(COOKING, QUEUED, pickup_code="A45"), {"station": "bar"}, "A45 · bar is cooking"),
        ("bump", order_of(DONE, DONE, pickup_code="A45"), {"station": "bar"}, "A45 is ready"),
        ("start", order_of(COOKING, QUEUED, pickup_code="A45"), {"item_id": "1"}, "A45 · Dish 1 is cooking"),
        ("bump", order_of(DONE, DONE, pickup_code="A45"), {"item_id": "2"}, "A45 is ready · Dish 2 is done"),
        ("void", order_of(QUEUED, VOIDED, pickup_code="A45"), {"item_id": "2"}, "A45 · Dish 2 was taken off"),
        ("recall", order_of(COOKING, pickup_code="A45"), {"item_id": "1"}, "A45 · Dish 1 is back on the stove"),
        ("start", order_of(COOKING, pickup_code="A45"), {"item_id": "split off"}, "A45 is cooking"),
    ],
)
def test_each_tap_is_answered_in_words(tap, order, more, says):
    assert said(tap, order, **more) == says


def test_an_answer_is_text_whatever_the_dish_is_called():
    html = reply_html(TapReply(tap_id='"x', says="<b>", is_done=True, version=3, order_id="o", undo=3))
    assert html == (
        '<data value="&#34;x" data-done="true" data-version="3" data-order="o" data-undo="3" data-saving="true" '
        'data-closed="">&lt;b&gt;</data>'
    )


def test_reply_says_when_nothing_can_be_saved():
    assert 'data-saving="false"' in reply_html(refusal("x", NotSaved("OperationalError"), WORDS))
    assert 'data-saving="true"' in reply_html(refusal("x", OrderNotFound("o"), WORDS))


def test_the_usual_reasons_are_in_the_guest_s_language():
    assert usual_reasons(translator_for("es", ZONE)) != usual_reasons(WORDS)


def test_closed_tickets_of_today_can_be_recalled():
    gone = order_of(DONE, pickup_code="B12", closed=Stage.COLLECTED, closed_at=EVENING)
    assert "Recall" in left([gone], WORDS)
    cancelled = order_of(DONE, closed=Stage.CANCELLED, closed_at=EVENING)
    assert "Recall" not in left([cancelled], WORDS)
    assert EventKind.CANCELLED not in {event.kind for event in cancelled.events}


def test_merged_order_says_so_and_offers_no_way_back():
    merged = left([order_of(DONE, closed=Stage.MERGED, closed_at=EVENING)], WORDS)
    assert "Merged · 20:00" in merged
    assert "<button" not in merged
