"""Each error of the kitchen has a text for people and a status."""

import pytest

from domain import errors
from domain.stages import Stage, Tap
from pages.components.error_texts import error_status, error_text
from pages.i18n import translator_for
from tests.support.world import ZONE, order_of

ORDER = order_of()
SAID_ELSEWHERE = {errors.KitchenError, errors.SubscriptionRefused}
ERRORS = (
    (errors.StaleTap(1, ORDER), 409, "another screen"),
    (errors.TapRefused(Stage.READY, Tap.START), 409, "A7 stays"),
    (errors.OrderNotFound("x"), 404, "no longer here"),
    (errors.DishNotFound("x"), 404, "no longer on the menu"),
    (errors.DishUnavailable(0), 409, "Naan is sold out"),
    (errors.IntakeConflict("name"), 409, "of that name already"),
    (errors.IntakeConflict("external_ref"), 409, "in the kitchen already"),
    (errors.IntakeConflict("idempotency_key"), 409, "in the kitchen already"),
    (errors.IntakeConflict("tap_id"), 409, "in the kitchen already"),
    (errors.MenuTooLong("dishes", 2000), 409, "at most 2000 dishes"),
    (errors.MenuTooLong("stations", 100), 409, "at most 100 stations"),
    (errors.NotSaved(), 503, "nothing has changed"),
    (errors.NotRead(), 503, "not your fault"),
    (errors.SignalRefused(), 409, "did not go through"),
    (errors.CallTooSoon(), 429, "a moment ago"),
    (errors.SignalTooSoon(), 429, "try again"),
)


class TestErrorTable:
    @pytest.mark.parametrize(("error", "status", "says"), ERRORS)
    def test_error_has_status_and_text(self, error, status, says):
        text = error_text(error, translator_for("en", ZONE), code="A7", dish="Naan")
        assert (error_status(error), says in text) == (status, True)

    def test_no_error_is_missing(self):
        listed = {type(error) for error, _, _ in ERRORS}
        assert set(errors.KitchenError.__subclasses__()) - SAID_ELSEWHERE == listed
