"""Form of a section's settings: plain HTML, with the value, where it comes from and what is wrong with it."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from markupsafe import Markup

from pages.i18n import known_languages, translator_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.owner.settings.section import Attempt, Field, Section

FIRST_LANGUAGE = "first_language"
_TYPES = {
    "number": Markup(' type="number" inputmode="decimal" step="any" min="0"'),
    "time": Markup(' type="time"'),
    "tel": Markup(' type="tel" autocomplete="off"'),
    "email": Markup(' type="email" autocomplete="off"'),
    "url": Markup(' type="url" inputmode="url" autocomplete="off"'),
    "zone": Markup(' list="zones" autocomplete="off"'),
    "pin": Markup(' type="password" inputmode="numeric" autocomplete="new-password" maxlength="20"'),
    "secret": Markup(' type="password" autocomplete="new-password"'),
}


def section_form(section: Section, context: AppContext, attempt: Attempt | None, t: Translator) -> Markup:
    """Draw the form of a section, empty when it has no fields."""
    fields = section.fields(t)
    if not fields:
        return Markup()
    given = context.settings_store.given
    inner = Markup("").join(draw_field(one, value_of(context, one), one.name in given, attempt, t) for one in fields)
    is_fixed = all(one.name in given for one in fields)
    save = Markup() if is_fixed else Markup('<button class="primary">{}</button>').format(t.gettext("Save"))
    return Markup('<form class="settings-form" method="post" action="/settings/{0}#{0}">{1}{2}</form>').format(
        section.id, inner, save
    )


def draw_field(field: Field, value: str, is_given: bool, attempt: Attempt | None, t: Translator) -> Markup:  # noqa: FBT001
    """Draw one field. One that the environment gives cannot be changed, and says who can."""
    written = attempt.written.get(field.name, value) if attempt else value
    wrong = attempt.wrong.get(field.name, "") if attempt else ""
    hint = _given(field.name, t) if is_given else field.hint
    describes = f"{field.name}-hint {field.name}-wrong"
    attributes = Markup(' id="{0}" name="{0}" aria-describedby="{1}"{2}{3}').format(
        field.name,
        describes,
        Markup(" disabled") if is_given else "",
        Markup(' aria-invalid="true"') if wrong else "",
    )
    return Markup(
        '<div class="entry" data-setting="{name}"{given}>{control}<p class="hint" id="{name}-hint">{hint}</p>'
        '<p class="wrong" id="{name}-wrong"{role}>{wrong}</p></div>'
    ).format(
        name=field.name,
        given=Markup(" data-given") if is_given else "",
        control=_control(field, written, attributes, t),
        hint=hint,
        role=Markup(' role="alert"') if wrong else "",
        wrong=wrong,
    )


def value_of(context: AppContext, field: Field) -> str:
    """Return a setting as it is written."""
    value = getattr(context.settings, field.name, "")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value).removeprefix("mailto:")


def read_written(pairs: Iterable[tuple[str, str]], names: Iterable[str]) -> dict[str, str]:
    """Return the settings that a form has sent, as they are written in the environment."""
    sent: dict[str, list[str]] = {}
    for name, text in pairs:
        sent.setdefault(name, []).append(text)
    written = {name: sent[name][-1] for name in names if name in sent}
    if "languages" in sent:
        chosen = [code for code in sent["languages"] if code]
        first = sent.get(FIRST_LANGUAGE, [])[-1:] if chosen else []
        written["languages"] = ",".join(dict.fromkeys([*first, *chosen]))
    return written


def _control(field: Field, value: str, attributes: Markup, t: Translator) -> Markup:
    if field.kind == "switch":
        checked = Markup(" checked") if value == "true" else Markup()
        return Markup(
            '<input type="hidden" name="{}" value="false"><label class="choice">'
            '<input type="checkbox" value="true"{}{}><span>{}</span></label>'
        ).format(field.name, attributes, checked, field.label)
    if field.kind == "languages":
        return _languages(field, value.split(","), attributes, t)
    label = Markup('<label class="field" for="{}">{}</label>').format(field.name, field.label)
    if field.choices:
        return label + Markup('<select class="input"{}>{}</select>').format(attributes, _options(field.choices, value))
    if field.kind == "lines":
        return label + Markup('<textarea class="input" rows="2"{}>{}</textarea>').format(attributes, value)
    zones = _zones() if field.kind == "zone" else Markup()
    return label + Markup('<input class="input"{}{} value="{}">{}').format(
        _TYPES.get(field.kind, Markup(' autocomplete="off"')), attributes, value, zones
    )


def _languages(field: Field, chosen: list[str], attributes: Markup, t: Translator) -> Markup:
    names = {code: translator_for(code, "UTC").own_name for code in known_languages()}
    is_fixed = Markup(" disabled") if " disabled" in attributes else Markup()
    invalid = Markup(' aria-invalid="true"') if " aria-invalid" in attributes else Markup()
    boxes = Markup("").join(
        Markup('<label class="choice"><input type="checkbox" name="languages" value="{}"{}{}{}><span>{}</span></label>')
        .format(code, is_fixed, invalid, Markup(" checked") if code in chosen else "", name)
        for code, name in names.items()
    )  # fmt: skip
    options = _options(names.items(), chosen[0])
    return Markup(
        '<fieldset class="choices" aria-describedby="languages-hint languages-wrong"><legend>{}</legend>'
        '<input type="hidden" name="languages" value=""{}>{}</fieldset>'
        '<label class="field" for="{}">{}</label><select class="input" id="{}" name="{}"{}>{}</select>'
    ).format(
        field.label, is_fixed, boxes, FIRST_LANGUAGE, t.gettext("The restaurant’s own language"),  # noqa: RUF001
        FIRST_LANGUAGE, FIRST_LANGUAGE, is_fixed, options,
    )  # fmt: skip


def _options(choices: Iterable[tuple[str, str]], chosen: str) -> Markup:
    return Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(value, Markup(" selected") if value == chosen else "", name)
        for value, name in choices
    )


def _zones() -> Markup:
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return Markup('<datalist id="zones">{}</datalist>').format(
        Markup("").join(Markup('<option value="{}"></option>').format(name) for name in names)
    )


def _given(name: str, t: Translator) -> str:
    return t.gettext(
        "This is set on the machine that runs OrderBell, as {name}. Change it there, or take it out there to change "
        "it here.",
        name=f"ORDERBELL_{name.upper()}",
    )
