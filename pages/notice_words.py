"""The words of the notices, in each guest's language: the order's number and where it stands, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.notices import NoticeKind, Wording
from pages.text import chosen, words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.order import Order
    from pages.text import Words


def speaker(languages: Sequence[str], timezone: str) -> Callable[[Order, NoticeKind, str], Wording]:
    """Return what words a notice about an order in a language; one that is not spoken gives way to the order's."""

    def speak(order: Order, kind: NoticeKind, language: str) -> Wording:
        words = words_in(chosen([language, order.language], languages), timezone)
        title, body = _say(kind, words)
        return Wording(title.format(code=order.pickup_code), body, words.language)

    return speak


def _say(kind: NoticeKind, words: Words) -> tuple[str, str]:
    code = "{code}"
    match kind:
        case NoticeKind.READY:
            return words("Order {code} is ready", code=code), words("Please show your code at the counter.")
        case NoticeKind.NOT_READY:
            return words("Order {code} is not quite ready", code=code), words(
                "Something was not right yet. We will tell you when it is ready. Thank you for waiting."
            )
        case NoticeKind.LATE:
            return words("Order {code} takes longer", code=code), words(
                "It will be later than we promised. We are sorry. The new time is on your order's page."
            )
        case NoticeKind.CANCELLED:
            return words("Order {code} was cancelled", code=code), words(
                "If you did not expect this, please talk to us at the counter."
            )
        case NoticeKind.NOT_CANCELLED:
            return words("Order {code} is being cooked after all", code=code), words(
                "It was cancelled by mistake. We will tell you when it is ready."
            )
        case NoticeKind.NEARLY_NEXT:
            return words("Order {code} is nearly ready", code=code), words("A few more minutes. Time to set out.")
