"""Finds notes that speak of an allergy, in every language of the pages, so that they are not overlooked."""

import re
import unicodedata

# Stems of allergy, anaphylaxis, coeliac disease and intolerance. What they miss is still shown as a note.
_STEMS = (
    *("allerg", "alerg", "alerj", "anafil", "anafyl", "anaphyl", "epipen", "epi-pen"),
    *("celiac", "celiak", "celiaq", "coeliac", "coeliak", "cœliaq", "coeliaq", "zöliak", "zoeliak", "çölyak"),
    *("intoleran", "intolleran", "nietoleran", "unverträglich", "unvertraeglich", "overgevoelig"),
    *("uczul", "hassasiyet"),
    *("过敏", "過敏", "乳糜泻", "乳糜瀉", "不耐受", "糖不耐"),
    *("アレルギー", "アレルゲン", "アナフィラキシー", "エピペン", "セリアック"),
    *("حساسي", "تحسس", "سيلياك", "زلاقي", "عدم تحمل", "تأقي"),
)


def is_allergy(note: str) -> bool:
    """Whether a note speaks of an allergy, however its accents, its case and its letters' width are written."""
    return bool(_ALLERGY.search(_fold(note)))


# Accents are often left out, and Arabic vowels nearly always.
def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_ALLERGY = re.compile("|".join(re.escape(_fold(stem)) for stem in _STEMS))
