"""Bundles of WooCommerce: each part is a line of its own, which refers to the line of its bundle.

Product Bundles and Composite Products add the id of that line to the REST API ("bundled_by", "composite_parent");
where an order lacks it, their private keys say the same, as do those of Mix and Match and of WPC Product Bundles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pages.api.sources.fields import parts

_REFERENCES = ("bundled_by", "composite_parent")
# The key of a part, and that of its bundle, which has the same value.
_KEYS = {
    "_bundled_by": "_bundle_cart_key",
    "_composite_parent": "_composite_cart_key",
    "_mnm_container": "_mnm_cart_key",
    "_woosb_parent_id": "product_id",
}


def nest_parts(
    lines: Sequence[Mapping[str, Any]], item_of: Callable[[Mapping[str, Any]], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the items of an order's lines; a part is an option of its bundle, counted for one portion of that."""
    items, bundles = [item_of(line) for line in lines], _bundles_of(lines)
    own = [len(item["modifiers"]) for item in items]
    for number in reversed(bundles):
        bundle, part = bundles[number], items[number]
        portions = round(_count(part) / _count(items[bundle]), 3)
        items[bundle]["modifiers"].insert(own[bundle], part | {"quantity": portions})
    return [item for number, item in enumerate(items) if number not in bundles]


def _bundles_of(lines: Iterable[Mapping[str, Any]]) -> dict[int, int]:
    """Return the number of the bundle's line by that of the part's. A bundle stands before its parts."""
    known: dict[tuple[str, str], int] = {}
    bundles: dict[int, int] = {}
    for number, line in enumerate(lines):
        private = {str(one.get("key")): str(one.get("value")) for one in parts(line, "meta_data")}
        named = [("id", str(line.get(name))) for name in _REFERENCES if line.get(name)]
        named += [(_KEYS[key], value) for key, value in private.items() if key in _KEYS]
        found = [known[one] for one in named if one in known]
        if found:
            bundles[number] = found[0]
        values = {**private, "id": str(line.get("id")), "product_id": str(line.get("product_id"))}
        known |= {(key, values[key]): number for key in ("id", *_KEYS.values()) if key in values}
    return bundles


def _count(item: Mapping[str, Any]) -> float:
    quantity = item.get("quantity")
    return quantity if isinstance(quantity, int | float) and quantity > 0 else 1
