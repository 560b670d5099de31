"""Note texts: what a cook has to read in a field, whether a text, a list, or objects that say it piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import MONEY_NAME

_ALLERGY = "al+erg|alerji|アレルギー|过敏|حساسية|알레르기|แพ้|एलर्जी|аллерг"
# Fields that a cook has to read, by the names that senders give them. Ids, times and addresses are left out.
NOTE_NAME = re.compile(
    rf"{_ALLERGY}|note|com+ent|remark|instruc|istruzion|caution|request|requirement|information_line|message|(?<!ti)memo|observa|osserva|peticion|solicitud|richiest|wünsche|bijzonderhe|a[cç][i\u0131]klama|remarque|uwagi|anmerk|bemerk|opmerk|hinweis|notlar|備考|备注|メモ|ملاحظ|요청|메모|หมายเหตุ|टिप्पणी|коммент|примечан|intoleran|diet|preferen|wish|writing|reference_text"
    r"|^(specials?|details?|info|text|specifications?|(extra|additional)_info)$"
)
DIET_NAME = re.compile(rf"{_ALLERGY}|intoleran|diet")
KEY_NAME = re.compile(r"(_id|_ids|_at|_url|_type|_status|_count|_html)$")
# Objects under these hold what is no note, such as addresses, or the fields of a shop.
_NO_NOTES = re.compile(r"^(details?|((extra|additional)_)?info)$|(attributes|fields|data|meta)$")
_TEXT_NAMES = {"text", "content", "body", "name", "title", "value", "label", "description"}
_REFERENCE_NAME = re.compile(rf"{KEY_NAME.pattern}|^(id|uid|uuid|guid|href|url|author|user|created_by|updated_by)$")
# One of these says that an allergen is not in the dish.
_PRESENT = ("contains", "present", "selected", "checked", "value")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.Z+-]*")
MAX_DEPTH = 3


def texts_of(name: str, value: object) -> list[str]:
    """Return the texts that a field under an unknown name has for a cook; none where its name is not one of notes."""
    if not NOTE_NAME.search(name) or KEY_NAME.search(name) or (isinstance(value, str) and _TIME.fullmatch(value)):
        return []
    if (_NO_NOTES.search(name) or MONEY_NAME.search(name)) and not isinstance(value, str):
        value = [one for one in value if isinstance(one, str)] if isinstance(value, list) else None
    return list(_texts(value, is_diet=bool(DIET_NAME.search(name)), depth=0))


def note_of(value: object) -> object:
    """Return what a field of notes says as one text, if it is an object or a list of such; else as it is."""
    if not isinstance(value, Mapping) and not (isinstance(value, list) and any(isinstance(v, Mapping) for v in value)):
        return value
    texts = list(_texts(value, is_diet=False, depth=0)) or list(_texts(value, is_diet=False, depth=0, is_whole=True))
    return "\n".join(dict.fromkeys(texts)) or value


# Of allergies every text counts, and the name of what is true; of a note only what is called a text.
def _texts(value: object, *, is_diet: bool, depth: int, is_whole: bool = False) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, list) and depth <= MAX_DEPTH:
        for one in value:
            yield from _texts(one, is_diet=is_diet, depth=depth + isinstance(one, list), is_whole=is_whole)
    elif isinstance(value, Mapping) and depth < MAX_DEPTH:
        for name, one in ({} if is_diet and _is_absent(value) else snake_names(value)).items():
            if _REFERENCE_NAME.search(name):
                continue
            if is_diet:
                yield from _diet_texts(name, one, depth + 1)
            elif DIET_NAME.search(name) and (texts := list(_diet_texts(name, one, depth + 1))):
                yield f"{name.replace('_', ' ')}: {', '.join(texts)}" if not isinstance(one, bool) else texts[0]
            elif is_whole or name in _TEXT_NAMES or NOTE_NAME.search(name):
                yield from _texts(one, is_diet=False, depth=depth + 1, is_whole=is_whole)


def _is_absent(allergen: Mapping[str, object]) -> bool:
    return any(allergen.get(name) is False for name in _PRESENT)


def _diet_texts(name: str, value: object, depth: int) -> Iterator[str]:
    if value is True:
        yield name.replace("_", " ")
    elif isinstance(value, str) and value.strip() and not _says_itself(name):
        yield f"{name.replace('_', ' ')}: {value}"
    else:
        yield from _texts(value, is_diet=True, depth=depth)


def _says_itself(name: str) -> bool:
    return name in _TEXT_NAMES or name == "type" or bool(NOTE_NAME.search(name))
