"""What a guest sees of an order: pure presenters, from the order to HTML. The same for the first answer and live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.events import Event, EventKind, standing
from domain.stages import UNFINISHED, ItemState, Stage

if TYPE_CHECKING:
    from domain.estimation import Estimate
    from domain.order import Item, Order
    from pages.text import Words

_STEPS = (Stage.RECEIVED, Stage.PREPARING, Stage.READY, Stage.COLLECTED)
_CHIP_ICON = {
    ItemState.QUEUED: "wait",
    ItemState.COOKING: "flame",
    ItemState.DONE: "check",
    ItemState.VOIDED: "void",
}


def headline(order: Order, words: Words) -> Markup:
    """Say the one thing that matters now."""
    return Markup("{}").format(_say(order, words))


def estimate(order: Order, words: Words) -> Markup:
    """Say when it will be ready, or what is to be done now that it is."""
    if order.stage not in UNFINISHED or order.estimate is None:
        return _why(order) + Markup('<span class="about">{}</span>').format(_after_estimate(order, words))
    if order.estimate.timeless:
        return Markup('<span class="about">{}</span>').format(_about(order, order.estimate, words))
    return Markup('<span class="around">{}</span><span class="when num">{}</span><span class="about">{}</span>').format(
        _around(order.estimate, words), _when(order.estimate, words), _about(order, order.estimate, words)
    )


def stepper(order: Order, words: Words) -> Markup:
    """Draw the four steps; the current one says so to screen readers too."""
    stage = order.stage
    reached = _STEPS.index(stage) if stage in _STEPS else -1
    steps = (_step(step, n, reached, words) for n, step in enumerate(_STEPS))
    return Markup("").join(steps)


def items(order: Order, words: Words) -> Markup:
    """List the dishes with the state of each."""
    return Markup("").join(_item(item, _chip(order, item, words)) for item in order.items)


def timeline(order: Order, words: Words) -> Markup:
    """Tell what happened, the newest first; what was undone within seconds did not happen."""
    names = {item.id: item.name for item in order.items}
    told = [line for event in standing(order.events) if (line := _line(event, names, words))]
    return Markup("").join(reversed(told))


def spoken(order: Order, words: Words) -> Markup:
    """Say the news in one sentence, for the live region."""
    said = [f"{_say(order, words)}."]
    if order.stage in UNFINISHED and order.estimate and not order.estimate.timeless:
        said.append(f"{_around(order.estimate, words)} {_when(order.estimate, words)}.")
    return Markup("{}").format(" ".join(said))


def freshness(order: Order, words: Words) -> Markup:
    """Say how old this answer is, for a page without scripts; with them, the script says "Live"."""
    at = order.estimate.updated_at if order.estimate else order.events[-1].at
    return Markup('<i class="dot"></i><span>{}</span>').format(words("As of {time}", time=words.clock(at)))


def code(order: Order, words: Words) -> Markup:
    """Show the pickup code, on the stub of the ticket."""
    return Markup(
        '<div class="stub"><span>{}</span><strong class="num" data-testid="pickup-code">{}</strong></div>'
    ).format(words("Your pickup code"), order.pickup_code)


def note(order: Order, words: Words) -> Markup:
    """Repeat what the guest asked for, so that they know it has arrived."""
    if not order.note:
        return Markup()
    return Markup('<p class="asked">{}</p>').format(words("You asked: {note}", note=order.note))


def _say(order: Order, words: Words) -> str:
    match order.stage:
        case Stage.RECEIVED:
            return words("We have your order")
        case Stage.PREPARING if order.estimate and order.estimate.running_late:
            return words("Your order takes a little longer")
        case Stage.PREPARING:
            return words("Your order is being cooked")
        case Stage.READY:
            return words("Your order is ready")
        case Stage.COLLECTED:
            return words("Enjoy your meal")
        case Stage.CANCELLED:
            return words("This order was cancelled")


# Once the range has begun, only its end is news.
def _around(estimate: Estimate, words: Words) -> str:
    return words("Ready by") if estimate.earliest >= estimate.likely else words("Ready around")


def _when(estimate: Estimate, words: Words) -> str:
    if estimate.earliest >= estimate.likely:
        return words.clock(estimate.latest)
    return words.between(estimate.earliest, estimate.latest)


def _about(order: Order, estimate: Estimate, words: Words) -> str:
    if estimate.timeless:
        return words("It takes longer than we can say. You will see it here the moment it is ready.")
    if estimate.running_late:
        return words("It takes longer than we said. Thank you for waiting.")
    about = words("about {span}", span=words.minutes(estimate.likely - estimate.updated_at))
    kept = [item for item in order.items if item.state is not ItemState.VOIDED]
    done = sum(item.state is ItemState.DONE for item in kept)
    if not done:
        return about
    return f"{about} · {words('{done} of {all} dishes done', done=done, all=len(kept))}"


def _why(order: Order) -> Markup:
    why = standing(order.events)[-1].reason if order.stage is Stage.CANCELLED else ""
    return Markup('<span class="why" dir="auto">{}</span>').format(why) if why else Markup()


def _after_estimate(order: Order, words: Words) -> str:
    match order.stage:
        case Stage.READY:
            since = words("Ready since {time}.", time=words.clock(order.ready_at or order.placed_at))
            return f"{words('Please show your code at the counter.')} {since}"
        case Stage.COLLECTED:
            return words(
                "Collected at {time}. Thank you for coming.", time=words.clock(order.closed_at or order.placed_at)
            )
        case Stage.CANCELLED:
            return words("If you did not expect this, please talk to us at the counter. We are glad to help.")
        case _:
            return words("We will tell you the time in a moment.")


def _step(step: Stage, n: int, reached: int, words: Words) -> Markup:
    if n == reached:
        return Markup('<li aria-current="step">{}</li>').format(stage_name(step, words))
    past = Markup('<span class="unseen">{}</span>').format(words("done")) if n < reached else Markup()
    return Markup('<li class="{}">{}{}</li>').format("past" if n < reached else "", stage_name(step, words), past)


def stage_name(stage: Stage, words: Words) -> str:
    """Name a stage as people do."""
    return {
        Stage.RECEIVED: words("Received"),
        Stage.PREPARING: words("Preparing"),
        Stage.READY: words("Ready"),
        Stage.COLLECTED: words("Collected"),
        Stage.CANCELLED: words("Cancelled"),
    }[stage]


def state_name(state: ItemState, words: Words) -> str:
    """Name an item's state as people do."""
    return {
        ItemState.QUEUED: words("Waiting"),
        ItemState.COOKING: words("Cooking"),
        ItemState.DONE: words("Done"),
        ItemState.VOIDED: words("Taken off"),
    }[state]


def icon(name: str, extra: str = "") -> Markup:
    """Draw an icon of the sprite; the words beside it say what it means."""
    return Markup('<svg class="icon {}" aria-hidden="true"><use href="#i-{}"/></svg>').format(extra, name)


# Of a cancelled order nothing waits or cooks any more.
def _chip(order: Order, item: Item, words: Words) -> Markup:
    if order.stage is Stage.CANCELLED and item.state in {ItemState.QUEUED, ItemState.COOKING}:
        return Markup()
    pulse = "pulse" if item.state is ItemState.COOKING else ""
    return Markup('<span class="chip">{}{}</span>').format(
        icon(_CHIP_ICON[item.state], pulse), state_name(item.state, words)
    )


def _item(item: Item, chip: Markup) -> Markup:
    asked = Markup("<em>{}</em>").format(item.note) if item.note else Markup()
    return Markup(
        '<li id="item-{id}" data-testid="item" data-state="{state}"><span class="q num">{quantity}×</span>'  # noqa: RUF001
        '<span class="n" dir="auto">{name}{asked}</span>{chip}</li>'
    ).format(
        id=item.id,
        state=item.state.value,
        quantity=item.quantity,
        name=item.name,
        asked=asked,
        chip=chip,
    )


def _line(event: Event, names: dict[str, str], words: Words) -> Markup | None:
    says = _event_says(event, names.get(event.item_id or "", ""), words)
    if says is None:
        return None
    local = event.at.astimezone(words.zone)
    return Markup(
        '<li id="event-{version}-{kind}-{item}" data-kind="{kind}"><time datetime="{iso}">{time}</time>'
        "<span>{says}</span></li>"
    ).format(
        version=event.version,
        kind=event.kind.value,
        item=event.item_id or "",
        iso=local.isoformat(timespec="seconds"),
        time=words.clock(event.at),
        says=says,
    )


def _event_says(event: Event, dish: str, words: Words) -> str | None:
    quoted_for = words.clock(event.quoted_for) if event.quoted_for else ""
    says = {
        EventKind.PLACED: words("Order received"),
        EventKind.ITEM_STARTED: words("{dish} is cooking", dish=dish),
        EventKind.ITEM_DONE: words("{dish} is done", dish=dish),
        EventKind.ITEM_RECALLED: words("{dish} went back to cooking", dish=dish),
        EventKind.ITEM_VOIDED: words("{dish} was taken off the order", dish=dish),
        EventKind.PREPARING: words("The kitchen has started"),
        EventKind.READY: words("Your order is ready"),
        EventKind.COLLECTED: words("You collected your order"),
        EventKind.CANCELLED: words("The order was cancelled"),
        EventKind.REOPENED: words("Your order is at the counter again"),
        EventKind.REQUOTED: words("We now promise it for {time}", time=quoted_for),
    }.get(event.kind)
    return f"{says}: {event.reason}" if says and event.reason and event.kind is EventKind.CANCELLED else says
