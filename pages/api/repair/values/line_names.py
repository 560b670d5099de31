"""Line names: what senders call the lines of an order, their dishes and their quantities, and what is none of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pages.api.repair.values.field_names import snake_names

# What senders call the lines of an order.
ITEM_LISTS = (
    "items", "line_items", "lines", "dishes", "products", "order_items", "order_menus", "order_lines", "order_rows",
    "order_products", "order_dishes", "selections", "product_items", "ordered_items", "ordered_item",
    "cart", "cart_items", "basket", "basket_items", "grouped_basket_items",
    "entries", "articles", "positions", "menu_items", "food_items", "platos",
    "productos", "articulos", "lineas", "artikel", "positionen", "plats", "piatti", "pratos",
)  # fmt: skip
# In the languages of the pages.
LOCAL_DISH_NAMES = (
    "plato", "nombre", "producto", "articulo", "gericht", "artikel", "bezeichnung", "plat", "produit", "nom", "piatto",
    "nome", "prodotto", "prato", "produto", "gerecht", "naam", "danie", "nazwa", "yemek", "urun", "ürün",
    "料理", "料理名", "品名", "商品", "商品名", "菜名", "菜品", "名称", "الاسم", "الصنف", "الطبق",
    "메뉴", "메뉴명", "상품명", "เมนู", "ชื่อเมนู", "อาหาร", "व्यंजन", "блюдо", "название",
)  # fmt: skip
# More of what vendors call a dish.
VENDOR_DISH_NAMES = ("food_name", "meal_name", "menu_item_name", "catalogue_name", "catalog_name")
LOCAL_QUANTITY_NAMES = (
    "cantidad", "unidades", "menge", "anzahl", "quantite", "quantité", "quantità", "ilość", "数量", "個数", "份数",
    "الكمية", "العدد", "quantita", "quantidade", "aantal", "ilosc",
    "adet", "수량", "개수", "จำนวน", "मात्रा", "количество",
)  # fmt: skip
# What makes an object a line of an order.
DISH_NAMES = {
    "name", "title", "item", "item_name", "dish", "dish_name", "product", "product_name", "full_product_name",
    "display_name", "menu_name", "menu_item", "food", "food_item", "meal", "article", "description", "label",
    *VENDOR_DISH_NAMES, *LOCAL_DISH_NAMES,
}  # fmt: skip
QUANTITY_NAMES = {"quantity", "qty", "count", "amount", *LOCAL_QUANTITY_NAMES}
# How many of a dish were ordered, not how many there are.
QUANTITY_FIELD = re.compile(r"(item|product|order|ordered|line|dish)_(qty|quantity)|(qty|quantity)_(ordered|requested)")
OPTION_QUANTITY_FIELD = re.compile(
    rf"{QUANTITY_FIELD.pattern}|(mod|modifier|option|add_?on|choice|topping|extra|ingredient)_(qty|quantity)"
)
# Lists of what is paid, in the languages of the pages.
MONEY_NAME = re.compile(
    r"(^|_)(pay(?!load)|tender|discount|tax|charge|surcharge|coupon|promo|gratuit|refund|shipping|voucher|fees?(_|$)"
    r"|transaction(?!_(item|line|product))|tips?(_|$)|(iva|vat)(_|$)|pago|propina|descuento|impuesto|zahlung|rabatt|steuer|trinkgeld|paiement"
    r"|pourboire|remise)"
)
# Beside the lines of an order these are parts of them, or what is not to be cooked.
NO_MORE_LINES = re.compile(
    r"modif|option|extra|add_?on|fulfil|ship|packag|cancel|void|return|remov|bundle|suggest|recommend|gift|original"
    r"|previous|covers$|reserv|booking|report|review|rating|feedback|survey|timeline|(^|_)log|analytic|statist|unavailable|stock|invent|missing|substit|replac|summary|receipt|group|menu|catalog|histor|past"
    r"|upsell|cross_?sell|relat|favou?rit|wish|saved|loyal|reward|points|stamps|categor|guests$|seats$|stations$"
)
# A seat, or a course of the menu, has a name and a number of its own: they are none of the order.
PART_OF_ORDER = re.compile(
    r"/[^/]*(seat|course|round|categor|section|group|menu)[^/]*$|/(tables?|rooms?)$", re.IGNORECASE
)
REFERENCES_OF_PART = {
    "number", "reference", "reference_id", "reference_number", "external_id", "external_reference", "ref",
    "external_number", "short_code", "short_reference", "short_id", "third_party_reference",
}  # fmt: skip
OF_PART = {"id", "uid", "uuid", "guid", "name", "title", "code", *REFERENCES_OF_PART}
# What was taken back, and is sent all the same.
VOIDED = {
    name for said in ("void", "voided", "deleted", "cancelled", "canceled", "refunded") for name in (said, f"is_{said}")
}
_VOIDED_WHEN = re.compile(r"(voided|deleted|cancell?ed)_(at|on|date|time|by|reason)|void_(date|time|reason)")
# A till that keeps no such time sends one of these; the last are the days from which systems count.
_NEVER = re.compile(
    r"[\W0]*|no?|none|null|nil|n/a|false|undefined|(000[01]|9999|(19[07]0|1753)-01-01|1899-12-3[01])(?!\d).*",
    re.IGNORECASE,
)
STATE_NAMES = ("status", "state", "order_status", "order_state", "item_status", "line_status")
_KIND_NAMES = ("type", "order_type", "receipt_type", "transaction_type", "sale_type", "event", "event_type", "topic")
_OVER = (
    r"void(ed)?|deleted|cancel(l?ed|lation)?|refund(ed)?|rejected|cancelad[oa]|storniert|annul[eé]e?|annullato"
    r"|geannuleerd|anulowan[ey]"
)
_ENDED = re.compile(rf"((.*\W)?(orders?|receipts?|sales?|checks?|tickets?|bills?)(_event)?[\W_]+)?({_OVER})")
MAX_STATE_CHARS = 60


def has_dish(line: Mapping[str, Any]) -> bool:
    """Whether an object names a dish."""
    return bool(DISH_NAMES & snake_names(line).keys())


def node_of(one: object) -> object:
    """Return the object of an edge, for a list in GraphQL is one of edges; anything else as it is."""
    return one.get("node", one) if isinstance(one, Mapping) else one


def is_voided(part: Mapping[str, Any]) -> bool:
    """Whether a line, an option or an order says that it was taken back, or when."""
    return any(
        value is True or (isinstance(value, Mapping) and bool(value))
        if name in VOIDED
        else bool(_VOIDED_WHEN.fullmatch(name)) and _is_said(value)
        for name, value in snake_names(part).items()
    )


def _is_said(value: object) -> bool:
    return not _NEVER.fullmatch(value.strip()) if isinstance(value, str) else isinstance(value, Mapping) and bool(value)


def is_ended(part: Mapping[str, Any]) -> bool:
    """Whether a line or an order was taken back, or says so by its state or kind: "cancelled", "REFUND".

    An option of such a kind ("deleted") says what is to be taken off the dish.
    """
    sent = snake_names(part)
    words = [sent[name][:MAX_STATE_CHARS] for name in (*STATE_NAMES, *_KIND_NAMES) if isinstance(sent.get(name), str)]
    return is_voided(part) or any(map(_ENDED.fullmatch, snake_names(dict.fromkeys(words))))
