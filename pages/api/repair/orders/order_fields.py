"""Order fields: the names that senders give to the fields of an order, and what several of them say together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import ITEM_LISTS

# When it has to be ready comes before when it will be delivered: the kitchen has done its part earlier.
TIME_NAMES = (
    "pickup_at", "pickup_time", "due_at", "promised_for",
    "scheduled_for", "scheduled_at", "scheduled_time", "schedule",
    "requested_time", "requested_for", "ready_at", "ready_time", "ready_by", "due", "due_time",
    "collection_time", "collect_at", "pick_up_time", "pick_up_at", "desired_time", "promise_time", "promised_time",
    "promised_at", "needed_at", "needed_by", "wanted_at", "serve_at", "serving_time", "fulfillment_time", "time_slot",
    "timeslot", "slot", "time_window", "window", "pickup_window", "pickup_timeslot", "requested_pickup_time",
    "when", "for_when", "pickup_datetime", "pickup_slot",
    "hora_recogida", "abholzeit", "heure_retrait", "ora_ritiro", "orario_ritiro", "afhaaltijd", "godzina_odbioru",
    "hora_retirada", "受取時間", "受取日時", "取餐时间", "自取时间", "وقت_الاستلام",
    "delivery_time", "delivery_at", "deliver_at", "delivery_window", "delivery_timeslot", "requested_delivery_time",
    "delivery_datetime", "delivery_slot", "requested_at",
)  # fmt: skip
# Days that tills send apart from the time of day.
DATE_NAMES = ("pickup_date", "delivery_date", "collection_date", "scheduled_date", "requested_date", "due_date")
# What people read comes before what machines keep.
REFERENCE_NAMES = (
    "order_number", "order_no", "order_num", "order_code", "display_id", "order_display_id",
    "channel_order_display_id", "short_order_number", "delivery_short_code", "friendly_order_reference",
    "order_id", "reference", "ticket", "number",
    "pos_reference", "order_ref", "order_reference", "order_uuid",
    "external_order_id", "external_id", "external_reference", "public_reference", "reference_number", "reference_id",
    "external_number", "external_order_number", "third_party_reference", "short_reference", "external_delivery_id",
    "channel_order_id", "partner_order_id", "platform_order_id", "merchant_order_id",
)  # fmt: skip
# Names that tills use for our fields. An own field wins over a synonym.
ORDER_SYNONYMS = {
    **{name: "items" for name in ITEM_LISTS if name != "items"},
    "customer_name": "guest_name", "client_name": "guest_name", "customer": "guest_name", "guest": "guest_name",
    "billing": "guest_name", "contact": "guest_name", "first_name": "guest_name", "client": "guest_name",
    "notes": "note", "comment": "note", "comments": "note", "remark": "note", "customer_note": "note",
    "special_instructions": "note", "instructions": "note", "general_note": "note",
    "order_type": "service", "service_type": "service", "table_number": "table", "table_name": "table",
    **dict.fromkeys(REFERENCE_NAMES, "external_ref"),
    **dict.fromkeys(TIME_NAMES, "quoted_for"),
    "phone_number": "phone", "telephone": "phone", "locale": "language", "lang": "language",
    "customer_locale": "language", "dining_option": "service", "fulfillment_type": "service", "type": "service",
    "tables": "table", "table_numbers": "table", "tab_name": "table", "table_no": "table", "room": "table",
    "room_number": "table", "seat": "table", "table_identifier": "table",
    **dict.fromkeys(("stolik", "masa", "テーブル", "テーブル番号", "桌号", "台号", "الطاولة", "رقم_الطاولة"), "table"),
    **dict.fromkeys(("类型", "订单类型", "取餐方式", "用餐方式", "受取方法", "주문유형"), "service"),
    **dict.fromkeys(("نوع_الطلب", "طريقة_الاستلام"), "service"),
    **dict.fromkeys(("订单号", "订单编号", "注文番号", "رقم_الطلب", "주문번호"), "external_ref"),
    **dict.fromkeys(("tipo_pedido", "tipo_servicio", "type_commande", "bestellart", "tipo_ordine"), "service"),
    "mesa": "table", "tisch": "table", "tavolo": "table", "tafel": "table", "cliente": "guest_name",
    "kunde": "guest_name", "nota": "note", "notas": "note", "bemerkung": "note", "hinweis": "note",
    "telefono": "phone", "telefon": "phone",
}  # fmt: skip
NOTE_SYNONYMS = {name: ours for name, ours in ORDER_SYNONYMS.items() if ours == "note"}
# Where the kind of service is a field of its own.
_SERVICE_FLAGS = {
    "delivery": re.compile(r"(is_|for_)?delivery"),
    "pickup": re.compile(
        r"(is_|for_)?(pick_?up|collection|(take|carry)_?(away|out)|to_?go|curbside(_pickup)?)|is_picked_up_by_customer"
    ),
    "dine_in": re.compile(r"(is_|for_)?(dine|eat)_?in"),
}
# What people are called, in the languages of the pages.
_LOCAL_NAMES = (
    "nombre", "nom", "nome", "naam", "imie", "isim", "お名前", "名前", "氏名", "姓名", "联系人", "الاسم", "اسم_العميل",
    "이름", "고객명", "ชื่อ", "नाम",
)  # fmt: skip
# They belong to the order even where it is one dish; a type or a seat may be the dish's.
NAMES_OF_ORDER = {
    *DATE_NAMES, "last_name",
    *(name for name, ours in ORDER_SYNONYMS.items() if ours not in {"items", "note"}),
} - {
    "number", "type", "seat", "reference", "contact", "external_id", "external_reference", "reference_id",
    "external_number", "short_reference", "third_party_reference",
}  # fmt: skip
PEOPLE = "client|customer|guest|eater|consumer|diner|recipient|receiver|consignee|buyer|purchaser|your|contact"
PHONE = re.compile(
    rf"(({PEOPLE}|(billing|shipping)(_address)?)_)?(mobile|cell|phone|tel|telephone|whats_?app)s?"
    r"(_?phone)?(_?(number|no)|_\d)?(s|_list)?(_as_e164)?"
    r"|(رقم_)?(ال)?(هاتف|جوال)|電話(番号)?|(联系)?电话|手机号?|전화번호|เบอร์โทร|फ़ोन|телефон"
    r"|telefoon(nummer)?|telefonnummer|handynummer|(n[uú]mer[oå]?_(de_)?)t[eé]l[eé]fon[oue]|telefone|celular"
    r"|contact_?(number|no)(_as_e164)?|telefono|teléfono|téléphone|telefon"
)
_LAST_NAMES = ("last_name", "lastname", "surname", "family_name")
MAX_PHONE_DEPTH = 4
_NUMBERS = ("number", "value", "elements", "e164")
# It comes with each order from there.
_ORIGIN = re.compile(r"table|mesa|tisch|room|seat|qr|utm|://|www|\.(com|net|org)\b", re.IGNORECASE)
# What can change of a placed order.
DETAILS = ("guest_name", "note", "table", "service", "quoted_for")


def fields_of_person(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an object says of a guest, also in an object of its own."""
    person = snake_names(sent)
    names = ("details", "default_address", "contact", "contact_info", "contact_details")
    more = (snake_names(one) for name in names if isinstance(one := person.get(name), Mapping))
    return next(more, {}) | {name: one for name, one in person.items() if one is not None}


def first_of(people: object) -> Mapping[str, Any] | None:
    """Return the first object of a list, also of one that an interface has wrapped; None of anything else."""
    listed = people.get("elements") if isinstance(people, Mapping) else people
    return listed[0] if isinstance(listed, list) and listed and isinstance(listed[0], Mapping) else None


def phone_of(sent: object) -> object:
    """Return the first of a guest's phones, which may lie in a list or an object; anything else as it is."""
    for _ in range(MAX_PHONE_DEPTH):
        if isinstance(sent, list):
            sent = next(iter(sent), None)
        elif isinstance(sent, Mapping):
            named = snake_names(sent).items()
            sent = next((one for name, one in named if one and (name in _NUMBERS or PHONE.fullmatch(name))), None)
    return sent


def name_of(guest: Mapping[str, Any]) -> str:
    """Return the name of a guest whom an object describes, or an empty text."""
    if isinstance(guest.get("name"), Mapping):
        guest = snake_names(guest["name"])
    pairs = (
        ("first_name", "last_name"), ("firstname", "lastname"), ("first", "last"), ("given_name", "family_name"),
    )  # fmt: skip
    parts = [guest.get(name) for name in next((pair for pair in pairs if guest.get(pair[0])), pairs[0])]
    whole_name = next(
        (guest[name] for name in ("name", "full_name", "display_name", *_LOCAL_NAMES) if guest.get(name)), None
    )
    return _with_last_name(str(whole_name or " ".join(str(part) for part in parts if part)), guest)


# Beside a last name the name is only the first.
def _with_last_name(name: str, guest: Mapping[str, Any]) -> str:
    last = next((one for key in _LAST_NAMES if isinstance(one := guest.get(key), str)), "").strip()
    return f"{name} {last}" if name and last and last.casefold() not in name.casefold() else name


def synonyms_of(order: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the names of fields in an order; its `name` is the guest's, unless it is the number of a web shop.

    Its `ref` is its number, unless it says where the guest came from.
    """
    name = order.get("name")
    is_guests = isinstance(name, str) and not re.search(r"[#\d]", name)
    names = ORDER_SYNONYMS | dict.fromkeys([*(["name"] if is_guests else []), *_LOCAL_NAMES], "guest_name")
    return names | ({"ref": "external_ref"} if _is_number(order.get("ref")) else {})


def _is_number(value: object) -> bool:
    is_plain = isinstance(value, str | int) and not isinstance(value, bool)
    return is_plain and bool(re.search(r"\d", str(value))) and not _ORIGIN.search(str(value))


def is_said(field: str, order: Mapping[str, Any]) -> bool:
    """Whether an order has a value for a field, under any of its names."""
    names = synonyms_of(order)
    ours = names.get(field, field)
    return any(order.get(name) for name in (ours, *(one for one, other in names.items() if other == ours)))


def read_flags(order: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return an order with its kind of service by the name of a flag that is set, and the flag."""
    flags = [name for name, value in order.items() if value is True or value in ("true", "True")]
    found = ((flag, kind) for kind, names in _SERVICE_FLAGS.items() for flag in flags if names.fullmatch(flag))
    flag, kind = next(found, ("", ""))
    if not flag or order.get("service"):
        return order, ""
    return {key: one for key, one in order.items() if key != flag} | {"service": kind}, flag


def join_names(order: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an order whose guest's name is one text."""
    first, last = order.get("first_name"), order.get("last_name")
    if not (isinstance(first, str) and isinstance(last, str)):
        return order
    return {key: one for key, one in order.items() if key != "last_name"} | {"first_name": f"{first} {last}"}
