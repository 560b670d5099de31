"""Order references: the number of an order, known by the kind of a name that no list foresees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pages.api.repair.orders.order_fields import REFERENCE_NAMES
from pages.api.repair.values.field_names import snake_names

# The number of an order, of those that have it.
_REFERENCE = re.compile(
    r"((third_party|partner|channel|platform|marketplace|provider|aggregator|friendly|short|display|public|store|shop|local"
    r"|pos|remote|merchant|web|online|app|daily)_)+order_((display_)?id|number|no|num|code|ref(erence)?)"
    r"|friendly_id|short_(code|id)|confirmation_(id|code|no|number)|(collection|pick_?up)_(code|number)"
    r"|(receipt|invoice|ticket|token)_(no|number)"
)
# What a till writes that has no number.
_NOTHING = re.compile(r"[\W_]*|n/?a|none|null|nil|pending|unknown|undefined|tb[ac]|no(t set)?", re.IGNORECASE)
_ZEROS = re.compile(r"[0\W_]*")
_IDENTIFIERS = re.compile(r"(external|ext)_(identifiers?|ids?|references?|platforms?)|identifiers")


def names_reference(name: str) -> bool:
    """Whether a field says the number of an order, by one of the usual names or by the kind of its name."""
    return name in REFERENCE_NAMES or bool(_REFERENCE.fullmatch(name))


def find_reference(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    """Return the fields that say the number of an order by the kind of their names, and the number."""
    found = next((name for name in order if _REFERENCE.fullmatch(name) and _is_number(order[name])), "")
    # Beside a short code, which comes again each day, this is the whole one.
    if found and (found != "short_code" or not _is_number(order.get("code"))):
        return [found], order[found]
    if found:
        return ["code", found], order["code"]
    for name, sent in order.items():
        one = sent[0] if isinstance(sent, list) and len(sent) == 1 else sent
        said = snake_names(one) if isinstance(one, Mapping) and _IDENTIFIERS.fullmatch(name) else {}
        keys = filter(names_reference, said)
        if number := next((said[key] for key in (*keys, "id") if _is_value(said.get(key))), None):
            return [name], number
    return None


def stands_for_nothing(value: object) -> bool:
    """Whether a till writes this that has no number: a second order with it would be taken for the first one again."""
    return isinstance(value, str) and bool(value.strip()) and bool(_NOTHING.fullmatch(value.strip()))


def _is_value(value: object) -> bool:
    is_plain = isinstance(value, str | int) and not isinstance(value, bool)
    return is_plain and not stands_for_nothing(value) and not _ZEROS.fullmatch(str(value))


def _is_number(value: object) -> bool:
    return _is_value(value) and (bool(re.search(r"\d", str(value))) or str(value).isupper())
