"""Notification texts in each guest's language: the order's number and its stage, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.notices import NoticeKind, Wording
from pages.i18n import choose_language, translator_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.order import Order
    from pages.i18n import Translator
    from pages.owner_ports import RestaurantSettings


def notification_writer(settings: RestaurantSettings) -> Callable[[Order, NoticeKind, str], Wording]:
    """Return what words a notice about an order in a language; one that is not spoken gives way to the order's."""

    def write_text(order: Order, kind: NoticeKind, language: str) -> Wording:
        t = translator_for(choose_language([language, order.language], settings.languages), settings.timezone)
        title, body = _say(order, kind, t)
        return Wording(title.format(code=order.pickup_code), body, t.language)

    return write_text


def _say(order: Order, kind: NoticeKind, t: Translator) -> tuple[str, str]:
    code = "{code}"
    match kind:
        case NoticeKind.READY:
            show_code = t.gettext("Please show your code at the counter.")
            return t.gettext("Order {code} is ready", code=code), _comes(t) if order.is_brought else show_code
        case NoticeKind.NOT_READY:
            return t.gettext("Order {code} is not quite ready", code=code), t.gettext(
                "Something was not right yet. We will tell you when it is ready. Thank you for waiting."
            )
        case NoticeKind.LATE:
            return t.gettext("Order {code} takes longer", code=code), t.gettext(
                "It will be later than we promised. We are sorry. The new time is on your order's page."
            )
        case NoticeKind.CANCELLED:
            talk = t.gettext("If you did not expect this, please talk to us at the counter.")
            contact = t.gettext("If you did not expect this, please contact us.")
            return t.gettext("Order {code} was cancelled", code=code), contact if order.service == "delivery" else talk
        case NoticeKind.NOT_CANCELLED:
            return t.gettext("Order {code} is being cooked after all", code=code), t.gettext(
                "It was cancelled by mistake. We will tell you when it is ready."
            )
        case NoticeKind.NEARLY_NEXT:
            set_out = t.gettext("A few more minutes. Time to set out.")
            return t.gettext("Order {code} is nearly ready", code=code), _comes(t) if order.is_brought else set_out


def _comes(t: Translator) -> str:
    return t.gettext("It will be brought to you.")
