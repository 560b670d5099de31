"""Option shape: options of a dish as pairs, such as "Size" and "Large", or as an object of choices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from pages.api.repair.values.body_reading import read_text_body
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import has_dish, node_of
from pages.api.repair.values.service_words import fold

_PAIR_KEYS = ("display_key", "option_name", "order_option_category", "key", "name")
# The option of a pair is an option itself where nothing is said to be chosen of it.
_CHOICES = ("selection", "choice")
_OTHER_NAMES = ("name", "modifier", "modifier_name", "group")
# They name an option that has no value.
_LABELS = ("display_name", "label", "title", "question")
_PAIR_VALUES = ("display_value", "option_value_name", "order_option_name", "value", "answer", "plain_text")
# Several things that were chosen of an option are options within it.
_CHOSEN_LISTS = ("values", "answers", "value", "answer")
# They say again what was chosen.
_REPEATED = ("selections", "values_array")

PAIR_NAMES = {*_PAIR_KEYS, *_PAIR_VALUES, "question"}
# A till that lists all options of a dish says by one of these which are wanted.
CHOSEN = ("selected", "is_selected", "checked", "is_checked", "chosen", "enabled", "value", "answer")

# Beside one of these the others are what could be chosen.
_CHOSEN_FIELD = re.compile(r"selected|chosen|picked|selection|choice")

# Names of a list that say nothing of what is in it.
_WRAPPERS = ("elements", "nodes", "edges", "data", "list", "results", "records", "details")

# How an option is meant, where its name alone would say the contrary: {"name": "Onion", "action": "remove"}.
_BEFORE_NAME = (
    "prefix", "prefixes", "pre_modifier", "pre_modifiers", "premodifier", "premodifiers", "qualifier", "qualifiers",
    "modification",
)  # fmt: skip
_VERBS = ("action", "operation", "op", "instruction", "mode", "kind", "type")
_FLAGS = ("removed", "is_removed", "remove", "excluded", "is_excluded", "without")
QUALIFIERS = {*_BEFORE_NAME, *_VERBS, *_FLAGS}
_MEANING = re.compile(
    r"no|not|none|remov\w*|delet\w*|without|exclu\w*|omit\w*|hold|minus|less|lite|light|easy|half|extra|double|triple"
    r"|side|on the side|sub\w*|swap\w*|replace\w*|allerg\w*|sin|ohne|sans|senza|sem|zonder|bez",
    re.IGNORECASE,
)


def qualify(option: dict[str, Any]) -> dict[str, Any]:
    """Return an option with what the sender says of how it is meant before its name: "remove Onion"."""
    # What refers to a prefix by an id says nothing of it.
    option = {
        name: one
        for name, one in option.items()
        if name not in _BEFORE_NAME or name == "modification" or not isinstance(one, Mapping) or _word_of(one)
    }
    flags = [name.removeprefix("is_") for name in _FLAGS if option.get(name) is True]
    texts = [(name, _word_of(option.get(name))) for name in (*_BEFORE_NAME, *_VERBS)]
    said = [text for name, text in texts if name in _BEFORE_NAME or _is_meant(name, text)]
    meant = " ".join(dict.fromkeys(one for one in (*flags, *said) if one))
    if not meant or not isinstance(option.get("name"), str):
        return option
    kept = {name: value for name, value in option.items() if name not in QUALIFIERS}
    return kept | {"name": f"{meant} {option['name']}"}


# An option of the type "extra" is one of those that can be added.
def _is_meant(name: str, text: str) -> bool:
    return bool(_MEANING.fullmatch(text)) and (name not in {"type", "kind"} or text.casefold() != "extra")


def _word_of(value: object) -> str:
    if isinstance(value, list):
        return " ".join(filter(None, (_word_of(one) for one in value if not isinstance(one, list))))
    if isinstance(value, Mapping):
        said = snake_names(value)
        value = next((said[name] for name in ("name", *_LABELS, "text") if isinstance(said.get(name), str)), "")
    return value.strip() if isinstance(value, str) else ""


def is_chosen(option: Mapping[str, Any]) -> bool:
    """Whether an option does not say that it was not chosen."""
    return not any(option.get(name) is False for name in CHOSEN)


def join_choice(sent: dict[str, Any]) -> dict[str, Any]:
    """Return an option, and what was chosen of it, as a pair."""
    chosen = [name for name in _CHOICES if isinstance(sent.get(name), str | int | float) and sent[name] is not True]
    if len(chosen) != 1 or not isinstance(sent.get("option"), str) or any(sent.get(name) for name in _OTHER_NAMES):
        return sent
    kept = {name: one for name, one in sent.items() if name not in {"option", *chosen}}
    return kept | {"option_name": sent["option"], "value": sent[chosen[0]]}


def join_pair(option: dict[str, Any]) -> dict[str, Any]:
    """Return an option that is a pair with both as its name; what was chosen in a list or an object is within it."""
    option = _with_chosen(option)
    value = next((option[name] for name in _PAIR_VALUES if isinstance(option.get(name), str | int | float)), None)
    if value is None or value is True or value == "":
        named = next((name for name in _PAIR_KEYS if option.get(name)), "name")
        return {name: one for name, one in option.items() if name != named} | {"name": option.get(named)}
    key = next((option[name] for name in ("display_name", *_PAIR_KEYS, *_LABELS) if option.get(name)), None)
    kept = {
        name: one for name, one in option.items() if name not in {*PAIR_NAMES, *_LABELS, *_CHOSEN_LISTS, *_REPEATED}
    }
    # A form sends its choice "Extra cheese" with the value "extra_cheese".
    is_same = isinstance(key, str) and fold(key) == fold(str(value))
    return kept | {"name": key if is_same else f"{key}: {value}" if key else str(value)}


def _with_chosen(option: dict[str, Any]) -> dict[str, Any]:
    if any(isinstance(option.get(name), str | int | float) for name in _PAIR_VALUES):
        return option
    if any(_CHOSEN_FIELD.match(name) and not isinstance(one, bool) for name, one in option.items()):
        return option
    name = next((name for name in _CHOSEN_LISTS if _are_named(option.get(name))), "")
    if name and not option.get("modifiers"):
        return {key: one for key, one in option.items() if key != name} | {"modifiers": option[name]}
    name = next((name for name in _CHOSEN_LISTS if _are_texts(option.get(name))), "")
    return {**option, "value": ", ".join(map(str, option[name]))} if name else option


def _are_named(value: object) -> bool:
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(isinstance(one, Mapping) and has_dish(one) for one in values)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str | int) for one in value)


def unwrap(options: Mapping[str, Any]) -> list[Any] | None:
    """Return the list that an interface has wrapped ("elements", or "edges" with a "node" each), or None."""
    names = [name for name in _WRAPPERS if isinstance(options.get(name), list)]
    # Beside other choices it is one of them.
    found = next((options[name] for name in names if name != "details" or len(options) == 1), None)
    return None if found is None else [node_of(one) for one in found]


def list_choices(choices: Mapping[str, Any], known: set[str]) -> Iterator[str | Mapping[str, Any]]:
    """Yield an object of choices one by one: what is true by its name, what is false not at all.

    `known` are the fields that an option can have.
    """
    for name, value in choices.items():
        if isinstance(value, Mapping):
            yield {"name": name, **value} if known & value.keys() else {"name": name, "modifiers": value}
        elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            yield {"name": name, "modifiers": value}
        elif isinstance(value, list):
            yield f"{name}: {', '.join(str(one) for one in value)}"
        elif value is True:
            yield name
        elif value not in {None, False, ""}:
            yield f"{name}: {value}"


def list_options(value: object) -> list[object]:
    """Return the options of a dish one by one, of a list, of a text with a line for each, or of a text of JSON."""
    if isinstance(value := _unquoted(value), str):
        return [line for line in value.splitlines() if line.strip()]
    values = [_unquoted(one) for one in (value if isinstance(value, list) else [value])]
    return [one for part in values for one in (part if _is_list_of_options(part) else [part])]


# Options may be written as JSON in a text.
def _unquoted(value: object) -> object:
    return read_text_body(value) if isinstance(value, str) and value.lstrip().startswith(("[{", "{")) else value


# A list may be one option as well, with its count: ["Egg", 2].
def _is_list_of_options(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list) and all(isinstance(one, str | Mapping | list) for one in value)
