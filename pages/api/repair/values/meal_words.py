"""Meal words: what only says when, as what course, or that something is eaten, in the languages of the pages."""

from __future__ import annotations

from pages.api.repair.values.service_words import fold

_TEXT = """
    breakfast brunch lunch dinner supper snack meal food dish item product menu course
    starter starters appetizer appetizers entree entrees main mains maincourse maindish side sides dessert desserts
    drink drinks beverage beverages firstcourse secondcourse thirdcourse
    desayuno almuerzo comida cena merienda entrante entrantes primero segundo platoprincipal postre postres
    bebida bebidas
    fruhstuck mittagessen abendessen vorspeise hauptgericht hauptspeise nachspeise nachtisch getrank getranke
    petitdejeuner dejeuner diner platprincipal boisson boissons
    colazione pranzo antipasto primo secondo dolce contorno bevanda bevande
    ontbijt middageten avondeten voorgerecht hoofdgerecht nagerecht drank dranken
    sniadanie obiad kolacja przystawka daniegłówne deser napoj napoje
    cafedamanha almoco jantar entrada entradas pratoprincipal sobremesa
    kahvalti öğleyemeği akşamyemeği başlangiç anayemek tatli içecek
    早餐 午餐 晚餐 早饭 午饭 晚饭 主菜 前菜 甜点 饮料 朝食 昼食 夕食 ランチ ディナー デザート ドリンク
    فطور غداء عشاء حلوى مشروبات
"""
_WORDS = frozenset(map(fold, _TEXT.split()))
MAX_CHARS = 40


def is_meal_word(text: str) -> bool:
    """Whether a text is such a word, and names no dish where another text does."""
    return len(text) <= MAX_CHARS and fold(text) in _WORDS
