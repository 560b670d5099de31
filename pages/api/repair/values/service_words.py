"""Service words: what people and tills call the kinds of service, in the languages of the pages."""

from __future__ import annotations

import unicodedata

# Without spaces and accents, as `fold` writes them.
_WORDS = {
    "delivery": (
        "delivery", "deliver", "courier", "shipping", "shipment", "domicilio", "adomicilio", "envio", "reparto",
        "livraison", "lieferung", "lieferservice", "bezorgen", "bezorging", "dostawa", "consegna", "entrega",
        "teslimat", "eveservis", "paketservis", "外卖", "外送", "配送", "配達", "テリハリー", "توصيل",
        "배달", "จัดส่ง", "เดลิเวอรี่", "ส่งถึงบ้าน", "डिलीवरी", "доставка",
    ),
    "pickup": (
        "pickup", "takeaway", "takeout", "togo", "collection", "collect", "clickandcollect", "clickcollect",
        "counter", "carryout", "curbside", "kerbside", "drivethru", "drivethrough", "llevar", "parallevar",
        "recoger", "recogida", "emporter", "aemporter", "retrait", "mitnehmen", "zummitnehmen", "abholung",
        "abholen", "asporto", "daasporto", "portarevia", "ritiro", "afhalen", "meenemen", "nawynos", "odbior",
        "paraviagem", "retirada", "levantar", "gelal", "paket", "самовывоз", "навынос", "ссобои",
        "外带", "自取", "打包", "持ち帰り", "テイクアウト", "سفري", "استلام",
        "포장", "รับเอง", "รับที่ร้าน", "กลับบ้าน", "टेकअवे", "पिकअप",
        "deliverybyclient", "deliverybycustomer", "deliverypickup",  # the guest delivers it
    ),
    "dine_in": (
        "dinein", "eatin", "onpremise", "forhere", "here", "inside", "onsite", "instore", "table",
        "tableservice", "restaurant", "inhouse", "local", "mesa", "enmesa", "paraaqui", "comeraqui", "surplace",
        "vorort", "hieressen", "tisch", "altavolo", "sulposto", "terplaatse", "namiejscu", "consumonolocal",
        "nolocal", "masada", "堂食", "堂吃", "店内", "イートイン", "محلي",
        "매장", "ทานที่ร้าน", "डाइनइन", "взале",
    ),
}  # fmt: skip
# Shorter words lie within others by chance.
MIN_PART_CHARS = 6
# Scripts whose short words are no parts of others by chance: Devanagari, Thai, Hangul, kana and Chinese.
_DENSE_FROM = 0x900


def read_service(text: str) -> str | None:
    """Return dine_in, pickup or delivery for a word of any of the languages, or for what has such a word in it."""
    word = fold(text)
    for service, words in _FOLDED.items():
        if word in words:
            return service
    # What is called delivered and fetched oneself is fetched: 外卖自取.
    for service in ("pickup", "delivery", "dine_in"):
        if any(part in word for part in _FOLDED[service] if ord(part[0]) >= _DENSE_FROM):
            return service
    for service, words in _FOLDED.items():
        if any(part in word for part in words if len(part) >= MIN_PART_CHARS):
            return service
    return None


def fold(text: str) -> str:
    """Return the letters and digits of a text in lower case, without accents, the Turkish ı with its dot."""  # noqa: RUF002
    plain = text.casefold().replace("ı", "i")  # noqa: RUF001  the Turkish letter
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum())


_FOLDED = {service: tuple(map(fold, words)) for service, words in _WORDS.items()}
