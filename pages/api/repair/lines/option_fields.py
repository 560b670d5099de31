"""Option fields: the fields of a dish, under names that nobody foresaw, which are its options."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.repair_log import DIETS, as_list, join_lists
from pages.api.repair.values.service_words import fold

if TYPE_CHECKING:
    from pages.api.repair.values.repair_log import RepairLog

# Fields that no list of names can foresee: modifier_groups, selected_options, removed_ingredients, side_choice ...
_OPTION_FIELD = re.compile(
    r"modif|option|extra|add_?on|topping|choice|selection|custom(?!er)|personali|remov|without|exclu|addition|sauce|variant"
    r"|variation|sku_name|^description_lines$|^synonym$|substit|swap|combo|ingredient|attribute|condiment|accessor|meal_part|(^|_)hal(f|ves)|(^|_)deal$|^(no|hold|add|added|sub|side)$"
    r"|(selected|chosen|picked)_(item|product|value|list)s?$"
    r"|^(sub|child|nested)_?(item|product|line|selection|dish|option)(e?s|s?_list)$"
    r"|side_dish|^(mods|opts|adds|groups|(new_)?specs?|picks|(food_)?property|supplements|products)$"
    r"|^(opciones|complementos|suplementos|adicionales|agregados|guarniciones|beilagen|supplementi|aggiunte|opzioni"
    r"|contorni|opcoes|opções|adicionais|acompanhamentos|opties|bijgerechten|opcje|dodatki|sin|ohne|sans|senza|sem"
    r"|zonder|bez|选项|加料|规格|オプション|トッピング|إضافات|الإضافات|옵션|ตัวเลือก)$"
)
# A till that lists all options of a dish says beside them which are wanted.
_WANTED = re.compile(r"(^|_)(selected|chosen)_")
_OFFERED = re.compile(r"(^|_)(available|allowed|default|possible|all)_")
# What a cook has to know of a dish, by the names that tills give it.
_DETAIL = re.compile(
    rf"{DIETS}|size|cook|doneness|temperature|spic|flavou?r|crust|dressing|bread|milk|style|portion|ingredient|filling|garnish"
    r"|sweet|course|seat|temp$|inscription|to_go|take_?(away|out)|^for$|^guest|^(recipient|consumer|eater|diner)(_name)?$"
)
_LABELLED = re.compile(
    r"remov|without|exclu|substit|swap|(^|_)hal(f|ves)|^(no|hold|sub|side|sin|ohne|sans|senza|sem|zonder|bez)$"
)
_NO_OPTION = re.compile(
    r"(_id|_ids|_at|_url|_type|_status|_count|_qty|_quantity|_price|_total|_amount|_html|_time|_minutes|_settings)$"
)
# A till refers by these to what it keeps; a bare id may be all that it says of a choice.
_REFERENCE = re.compile(r"(^|_)(guid|uuid|href|entity_type|ids)$|_id$")
# Keys of databases, which no cook can read.
_KEY = re.compile(r"(?=[0-9a-f-]*\d)[0-9a-f-]{16,}", re.IGNORECASE)
_VARIANT_ID = re.compile(r"(modificator|modification|variation|variant|size)_id")
# They may be the name once more.
_ALSO_NAMES = ("sku_name", "synonym", "variation_name", "variant_name", "variant_title")
_GROUP = re.compile(r"group|(^|_)set$")

_CODE = re.compile(r"\d+|(?=\S*\d)\S*[-_]\S*")
# An option names what it is an option of.
_GROUP_LABEL = re.compile(
    r"(option|modifier|choice|customization|addon)_(list|group|set|category)(_(name|title|label))?"
)
_WORDS = ("name", "display_name", "title", "label", "modifier_name", "option_name", "text")


def is_no_option(name: str) -> bool:
    """Whether a field says of an option what a machine has to know, such as its id."""
    return bool(_NO_OPTION.search(name))


def gather_options(repairs: RepairLog, at: str, line: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """Return a line with the options that lie under unknown names among its modifiers.

    What is taken off a dish, or swapped, keeps the sender's word for it, or the cook would put it on.
    """
    gathered = _with_details(repairs, at, _without_offers(repairs, at, line), known)
    for name in sorted(gathered.keys() - known):
        value = gathered[name]
        if not isinstance(value, str | list | dict) or is_no_option(name) or not _OPTION_FIELD.search(name):
            continue
        if name == "groups" and not _are_groups(value):
            continue
        if name in _ALSO_NAMES and str(value) == str(line.get("name")):
            continue
        if name == "sku_name" and _CODE.fullmatch(str(value)[:60]):
            continue
        options = [one for one in as_list(value) if not _only_refers(name, one)]
        if value and not options:
            continue
        del gathered[name]
        if not value:
            continue
        if _LABELLED.search(name):
            label = name.replace("_", " ")
            options = [f"{label}: {one}" if isinstance(one, str) else {label: one} for one in map(_plain, options)]
        gathered["modifiers"] = join_lists(gathered.get("modifiers"), options)
        repairs.say(f"{at}/{name}", "was added to modifiers")
    return gathered


def keep_variant(repairs: RepairLog, at: str, line: dict[str, Any]) -> dict[str, Any]:
    """Return a line that a till knows by its id alone with the id of the variant among its options, as of the dish."""
    name = next((name for name in line if _VARIANT_ID.fullmatch(name) and line[name]), "")
    if line.get("name") or not name or not isinstance(line[name], str | int):
        return line
    repairs.say(f"{at}/{name}", "was added to modifiers")
    kept = {key: one for key, one in line.items() if key != name}
    return kept | {"modifiers": join_lists(line.get("modifiers"), [f"#{line[name]}"])}


def _with_details(repairs: RepairLog, at: str, line: dict[str, Any], known: set[str]) -> dict[str, Any]:
    gathered = dict(line)
    for name in sorted(line.keys() - known):
        value, label = _detail_of(line[name]), name.replace("_", " ")
        is_detail = _DETAIL.search(name) and not is_no_option(name) and not _OPTION_FIELD.search(name)
        if not is_detail or value in (None, "", False) or isinstance(value, dict | list) or _is_unset(value):
            continue
        del gathered[name]
        gathered["modifiers"] = join_lists(gathered.get("modifiers"), [label if value is True else f"{label}: {value}"])
        repairs.say(f"{at}/{name}", "was added to modifiers")
    return gathered


# A program writes so that nobody has chosen.
def _is_unset(value: object) -> bool:
    return isinstance(value, str) and fold(value) in {"notset", "null", "na", "undefined", "unspecified"}


def _without_offers(repairs: RepairLog, at: str, line: dict[str, Any]) -> dict[str, Any]:
    if not any(_WANTED.search(name) and _OPTION_FIELD.search(name) for name in line):
        return line
    offered = {name for name in line if _OFFERED.search(name) and _OPTION_FIELD.search(name)}
    for name in sorted(offered):
        repairs.say(f"{at}/{name}", "is not chosen; left out")
    return {name: one for name, one in line.items() if name not in offered}


def without_groups(option: dict[str, Any]) -> dict[str, Any]:
    """Return an option that has a name without the name of its group."""
    if not any(isinstance(option.get(name), str) for name in _WORDS):
        return option
    return {
        name: one for name, one in option.items() if not (_GROUP_LABEL.fullmatch(name) and isinstance(one, str | int))
    }


def _only_refers(name: str, option: object) -> bool:
    if isinstance(option, str):
        return bool(_KEY.fullmatch(option.strip()))
    return isinstance(option, Mapping) and all(
        one in (None, False, "") or _REFERENCE.search(key) or (key == "id" and _GROUP.search(name))
        for key, one in snake_names(option).items()
    )


# A dish is also in groups of the menu.
def _are_groups(value: object) -> bool:
    return isinstance(value, list) and any(
        isinstance(one, list) and one for group in value if isinstance(group, Mapping) for one in group.values()
    )


# What kind a dish is of may be an object with a name, or a list of such.
def _detail_of(value: object) -> object:
    if isinstance(value, list):
        words = [one if isinstance(one, list) else _detail_of(one) for one in value]
        return ", ".join(map(str, words)) if all(isinstance(one, str | int) for one in words) else value
    if isinstance(value, Mapping):
        named = snake_names(value)
        return next((named[name] for name in (*_WORDS, "value") if isinstance(named.get(name), str | int)), value)
    return value


def _plain(option: object) -> object:
    if isinstance(option, Mapping):
        named = snake_names(option)
        return next((named[name] for name in _WORDS if isinstance(named.get(name), str)), option)
    return option
