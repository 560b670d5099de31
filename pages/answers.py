"""What a tap is answered: in words for the person, and in marks for the page's script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.errors import KitchenError, NotSaved, OrderNotFound, StaleTap, TapRefused
from domain.stages import Stage

if TYPE_CHECKING:
    from domain.order import Order
    from pages.tap_json import KitchenTap
    from pages.text import Words


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What became of a tap. `undo` is the version that an undo would take back, if the tap can be undone.

    `is_saving` is whether the database takes changes: if not, no other tap will be taken either, for now.
    """

    tap_id: str
    says: str
    is_done: bool
    version: int = 0
    order_id: str = ""
    undo: int | None = None
    is_saving: bool = True


def reasons(words: Words) -> dict[str, str]:
    """Return the usual reasons of a cancelling, by key, as the guest will read them."""
    return {
        "sold_out": words("A dish is sold out"),
        "guest": words("You asked us to"),
        "closing": words("The kitchen is closing"),
    }


def told(tap: KitchenTap, order: Order, words: Words) -> str:
    """Say what a tap has done; `order` as it stands after it."""
    code = order.pickup_code
    if tap.tap == "undo":
        return words("{code}: taken back", code=code)
    if tap.tap == "postpone":
        return words("{code} is now promised for {time}", code=code, time=words.clock(order.quoted_for))
    if tap.tap == "rush":
        return words("{code} was moved ahead", code=code)
    if tap.item_id:
        return _item_told(tap, order, words)
    if tap.tap == "recall":
        return words("{code} is back on the rail", code=code)
    match order.stage:
        case Stage.READY:
            return words("{code} is ready", code=code)
        case Stage.COLLECTED:
            return words("{code} was handed over", code=code)
        case Stage.CANCELLED:
            return words("{code} was cancelled", code=code)
        case _:
            return words("{code} is cooking", code=code)


def _item_told(tap: KitchenTap, order: Order, words: Words) -> str:
    dish = order.item(tap.item_id or "").name
    says = {
        "start": words("{dish} is cooking", dish=dish),
        "bump": words("{dish} is done", dish=dish),
        "recall": words("{dish} is back on the stove", dish=dish),
        "void": words("{dish} was taken off", dish=dish),
    }[tap.tap]
    if order.stage is Stage.READY and tap.tap != "recall":
        return f"{words('{code} is ready', code=order.pickup_code)} · {says}"
    return f"{order.pickup_code} · {says}"


def refused(tap_id: str, error: KitchenError, words: Words, code: str = "", order_id: str = "") -> Answer:
    """Answer a tap that was not taken; `code` and `order_id` are of the order that was meant, if one was."""
    is_saving = not isinstance(error, NotSaved)
    says = trouble(error, code, words)
    return Answer(tap_id=tap_id, says=says, is_done=False, order_id=order_id, is_saving=is_saving)


def trouble(error: KitchenError, code: str, words: Words) -> str:
    """Say why a tap was not taken, and what to do."""
    match error:
        case StaleTap():
            return words("{code} was changed on another screen. Look again, then tap.", code=code)
        case TapRefused():
            return words("That is not possible any more. {code} stays as you see it now.", code=code)
        case OrderNotFound():
            return words("That is no longer here.")
        case NotSaved():
            return words("Not saved, nothing has changed. Please tap again in a moment.")
        case _:
            return words("That did not go through. Please tap again.")


def written(answer: Answer) -> Markup:
    """Write an answer where the page's script finds it."""
    return Markup(
        '<data value="{id}" data-done="{done}" data-version="{version}" data-order="{order}" data-undo="{undo}" '
        'data-saving="{saving}">{says}</data>'
    ).format(
        id=answer.tap_id,
        done="true" if answer.is_done else "false",
        version=answer.version,
        order=answer.order_id,
        undo=answer.undo or "",
        saving="true" if answer.is_saving else "false",
        says=answer.says,
    )
