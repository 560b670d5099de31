"""Cancel reasons: the usual ones, which each guest reads in their own language and the owner in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.i18n import choose_language, translator_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.context import AppContext
    from pages.i18n import Translator


def usual_reasons(t: Translator) -> dict[str, str]:
    """Return the usual reasons of a cancelling, by key, as the guest will read them."""
    return {
        "sold_out": t.gettext("A dish is sold out"),
        "guest": t.gettext("You asked us to"),
        "closing": t.gettext("The kitchen is closing"),
    }


def preset_reason(preset: str, language: str, context: AppContext, t: Translator) -> str:
    """Return a usual reason in the guest's language, or else in that of the kitchen's page."""
    wanted = choose_language([language, t.language], context.languages)
    return usual_reasons(translator_for(wanted, context.timezone))[preset]


def reason_translator(context: AppContext, t: Translator) -> Callable[[str], str]:
    """Return what puts a usual reason, kept as its guest read it, into the language of `t`; others stay."""
    own = usual_reasons(t)
    spoken = [usual_reasons(translator_for(language, context.timezone)) for language in context.languages]
    known = {says: own[key] for reasons in spoken for key, says in reasons.items()}
    return lambda reason: known.get(reason, reason)
