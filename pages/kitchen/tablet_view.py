"""Tablet view: how this tablet shows the rail, what its keys do and how it rings. Each tablet keeps it for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from pages.i18n import Translator


def tablet_looks(t: Translator) -> Markup:
    """Draw the choice of size and hand, and whether single keys act."""
    sizes = {size: size for size in "SML"}
    return Markup(
        '<form id="tablet">{}<label class="choice"><input type="checkbox" name="hand"><span>{}</span></label>'
        '<label class="choice"><input type="checkbox" name="keys"><span>{}</span></label></form>'
    ).format(_choices("size", t.gettext("Size"), sizes), t.gettext("Left-handed"), t.gettext("Keyboard shortcuts"))


def tablet_sound(t: Translator) -> Markup:
    """Draw the choice of sound and loudness; the values are names of `VOICES` in bells.js."""
    voices = {"bell": t.gettext("Bell"), "wood": t.gettext("Wood"), "buzzer": t.gettext("Buzzer")}
    return Markup(
        '<form id="tablet-sound">{}<label class="field">{}<input type="range" name="loudness" min="1" max="10"></label>'
        '<button type="submit" class="quiet">{}</button></form>'
    ).format(_choices("voice", t.gettext("Sound"), voices), t.gettext("Loudness"), t.gettext("Play it"))


def _choices(name: str, legend: str, choices: dict[str, str]) -> Markup:
    choice = Markup('<label class="choice"><input type="radio" name="{}" value="{}"><span>{}</span></label>')
    drawn = Markup("").join(choice.format(name, value, says) for value, says in choices.items())
    return Markup('<fieldset class="row spans"><legend>{}</legend>{}</fieldset>').format(legend, drawn)
