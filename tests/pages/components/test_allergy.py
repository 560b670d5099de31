"""A note that speaks of an allergy is known in every language of the pages."""

import pytest

from pages.components.allergy import is_allergy


@pytest.mark.parametrize(
    "note",
    [
        *("nut allergy", "Coeliac!", "lactose intolerant", "has an EpiPen"),
        *("ALERGIA al marisco", "alérgico a nueces", "celíaca", "intolerancia a la lactosa"),
        *("allergique aux noix", "intolérance au lactose", "cœliaque"),
        *("Nussallergie", "Zöliakie", "Laktoseunverträglichkeit"),
        *("allergica alle noci", "celiachia", "intollerante al lattosio"),
        *("alergia a amendoim", "intolerância à lactose", "doença celíaca"),
        *("notenallergie", "overgevoelig voor gluten", "coeliakie"),
        *("uczulenie na orzechy", "nietolerancja laktozy", "celiakia"),
        *("ALERJİ", "yer fistigi alerjisi", "İNTOLERANS", "çölyak"),
        *("花生过敏", "乳糖不耐受", "花生過敏"),
        *("卵アレルギー", "ｱﾚﾙｷﾞｰあり", "乳糖不耐症"),
        *("حساسية من المكسرات", "حسّاسية", "عندي تحسس من الحليب"),
    ],
)
def test_an_allergy_is_known_in_each_language(note):
    assert is_allergy(note)


@pytest.mark.parametrize(
    "note", ["for Celia", "gallery entrance", "我不耐烦", "sin cebolla", "よろしく", "بدون بصل", ""]
)
def test_other_notes_are_no_allergy(note):
    assert not is_allergy(note)
