"""Menu words: what the columns of a menu's file, and yes and no, are called in the languages of the pages."""

from __future__ import annotations

import re

from domain.dish_names import bare_words
from pages.owner.cell_numbers import read_currency

COLUMNS = ("name", "station", "minutes", "available", "batch", "category", "options", "price", "currency",
           "left", "out_until")  # fmt: skip

# Accents and capitals do not count; the dotless Turkish letter is written as i.
_HEADINGS = {
    "name": "name, dish, dish name, item, item name, product, product name, nombre, plato, nombre del plato, producto,"
    " nom, plat, nom du plat, produit, article, gericht, speise, artikel, produkt, bezeichnung, nome, piatto,"
    " nome del piatto, prodotto, prato, nome do prato, produto, naam, gerecht, product, nazwa, danie, nazwa dania,"
    " potrawa, ad, adi, yemek, yemek adi, ürün, ürün adi, 名称, 菜品, 菜名, 品名, 名前, 料理, 料理名, 商品名,"
    " الاسم, الطبق, اسم الطبق",
    "station": "station, kitchen station, estación, puesto, cocina, poste, posten, postazione, estação, werkplek,"
    " stanowisko, istasyon, 工位, 档口, 持ち場, 調理場, القسم, المحطة",
    "minutes": "minutes, minute, min, mins, time, prep time, prep minutes, preparation time, cooking time, minutos,"
    " tiempo, tiempo de preparación, temps, temps de préparation, durée, minuten, dauer, zeit, zubereitungszeit,"
    " minuti, tempo, tempo di preparazione, tempo de preparo, bereidingstijd, tijd, minuty, czas, czas przygotowania,"
    " dakika, süre, hazirlama süresi, 分钟, 时间, 分, 時間, 調理時間, الدقائق, دقائق, الوقت",
    "available": "available, availability, disponible, disponibilidad, disponibilité, verfügbar, verfügbarkeit,"
    " disponibile, disponibilità, disponível, disponibilidade, beschikbaar, dostępne, dostępny, dostępna, dostępność,"
    " var, mevcut, 可售, 供应, 可用, 有货, 提供中, 提供, 販売, متوفر, متاح",
    "batch": "batch, per batch, portions, portions per batch, tanda, por tanda, porciones, lot, fournée, par fournée,"
    " charge, je charge, portionen, per infornata, porzioni, por leva, porções, per keer, porties, na partię, porcje,"
    " parti başina, porsiyon, 每批份数, 份数, 1回の数, 個数, لكل دفعة",
    "category": "category, group, section, categoría, sección, grupo, catégorie, rubrique, kategorie, gruppe, rubrik,"
    " warengruppe, categoria, gruppo, categorie, groep, kategoria, grupa, kategori, grup, 类别, 分类, 分類, カテゴリ,"
    " カテゴリー, الفئة",
    "options": "options, option, extras, opciones, optionen, opzioni, opções, opties, opcje, dodatki, seçenekler, 选项,"
    " オプション, الخيارات",
    "price": "price, unit price, precio, pvp, prix, prix ttc, preis, verkaufspreis, prezzo, preço, prijs, cena, fiyat,"
    " fiyati, 价格, 单价, 售价, 価格, 値段, 単価, السعر",
    "currency": "currency, moneda, divisa, monnaie, devise, währung, valuta, moeda, munt, waluta, para birimi, döviz,"
    " 货币, 币种, 通貨, العملة",
    "left": "left, remaining, quedan, restantes, restant, restants, rest, übrig, rimasti, rimanenti, resterend,"
    " pozostało, zostało, kalan, 剩余, 残り, 残数, المتبقي",
    "out_until": "out until",
}
_YES = (
    "yes, y, true, 1, x, on, ok, si, s, verdadero, oui, o, vrai, ja, j, wahr, waar, vero, sim, verdadeiro, tak, t,"
    " prawda, evet, e, doğru, 是, 有, 可, 真, はい, 有り, 真, نعم, صحيح"
)
_NO = (
    "no, n, false, 0, off, falso, non, faux, nein, falsch, nee, onwaar, não, nie, fałsz, hayir, h, yanliş, yok,"
    " 否, 无, 沒有, 没有, 不, 假, いいえ, 無し, なし, 偽, لا, خطأ,"
    " sold out, agotado, épuisé, aus, ausverkauft, esaurito, esgotado, op, uitverkocht, brak, tükendi, 售罄, 品切れ,"
    " نفد"
)
_YES_SIGNS, _NO_SIGNS = set("✓✔☑✅◯○"), set("✗✘☒☐❌")
# Before a currency: "Prix en EUR", "Cena w zł".
_PREPOSITION = re.compile(" (?:in|en|em|w)$")
_IN_BRACKETS = re.compile(r"[(\[\uff08].*")


def _folded(words: str) -> set[str]:
    return {bare_words(word) for word in words.split(",")}


_COLUMN_OF = {heading: column for column, words in _HEADINGS.items() for heading in _folded(words)}
_YES_WORDS = _folded(_YES) | _folded(_HEADINGS["available"])
_NO_WORDS = _folded(_NO)


def read_heading(heading: str) -> str | None:
    """Return the column that a heading means, or None. A unit may stand behind it: "Minutes (min)", "Price in EUR"."""
    bare = _IN_BRACKETS.sub("", heading)
    if column := _COLUMN_OF.get(bare_words(bare) or bare_words(heading)):
        return column
    *words, last = bare.split() or [""]
    priced = _PREPOSITION.sub("", bare_words(" ".join(words)))
    return "price" if read_currency(last.upper(), "") and _COLUMN_OF.get(priced) == "price" else None


def read_yes(cell: str) -> bool | None:
    """Return whether a cell says yes, or None when it says neither yes nor no."""
    word = bare_words(cell)
    if word in _YES_WORDS or cell in _YES_SIGNS:
        return True
    return False if word in _NO_WORDS or cell in _NO_SIGNS else None
