"""Charge words: what a line of money is called, such as a fee or a tip, in the languages of the pages."""

from __future__ import annotations

import re

from pages.api.repair.values.service_words import fold

_TEXT = """
    tip tips gratuity autogratuity surcharge deliverycost shippingcosts shipping bag carrierbag plasticbag paperbag
    shoppingbag tax salestax vat discount bolsa
    gastosdeenvio gastosdeentrega costedeenvio propina comisiondeservicio gastosdegestion bolsadeplastico
    liefergebühr lieferkosten versandkosten servicegebühr trinkgeld verpackungskosten plastiktüte tragetasche
    fraisdelivraison fraisdeservice fraisdegestion pourboire sacplastique
    speseconsegna spesediconsegna costodiconsegna costidiconsegna costodelservizio mancia
    bezorgkosten servicekosten fooi verpakkingskosten plastictas
    kosztdostawy opłatazadostawę opłataserwisowa opłatazaopakowanie napiwek
    taxadeentrega taxadeserviço taxadeembalagem gorjeta
    teslimatücreti servisücreti paketücreti kuryeücreti bahşiş
    配送料 送料 サービス料 手数料 容器代 包装代 レジ袋 チップ
    餐盒 餐盒费 打包费 打包盒 包装费 包装盒 配送费 外送费 服务费 小费
    رسومالتوصيل رسومالخدمة رسومالتغليف إكرامية بقشيش
"""
_WORDS = frozenset(map(fold, _TEXT.split()))
_FEE = re.compile(
    r"[a-z]*(delivery|shipping|service|packag(e|ing)|packing|bag|platform|handling|processing|booking|convenience|container|box"
    r"|smallorder|restaurant|courier|driver)(fee|charge|surcharge|tip)s?"
)
MAX_CHARS = 40


def is_charge_word(text: str) -> bool:
    """Whether a text names money, or the bag that it pays for, and no dish."""
    said = fold(text) if len(text) <= MAX_CHARS else ""
    return said in _WORDS or bool(_FEE.fullmatch(said))
