"""Stage words: what people call the stages of orders, in the languages of the pages."""

from __future__ import annotations

from domain.stages import OPEN, Stage
from pages.api.repair.values.list_words import split_words
from pages.api.repair.values.service_words import fold

_CLOSED = frozenset(Stage) - OPEN
# Without spaces and accents, as `fold` writes them.
_WORDS = {
    Stage.SCHEDULED: (
        "scheduled", "later", "future", "مجدول", "geplant", "programado", "planifiee", "programmato", "予約", "gepland",
        "zaplanowane", "agendado", "planlandi", "已预约",
    ),
    Stage.RECEIVED: (
        "received", "new", "pending", "placed", "queued", "waiting", "accepted", "وصل", "erhalten", "recibido",
        "recue", "ricevuto", "受付", "ontvangen", "przyjete", "recebido", "alindi", "已接单",
    ),
    Stage.PREPARING: (
        "preparing", "cooking", "inprogress", "inpreparation", "preparation", "started", "قيدالتحضير", "inarbeit",
        "preparando", "encours", "inpreparazione", "調理中", "indemaak", "wtoku", "hazirlaniyor", "制作中",
    ),
    Stage.READY: (
        "ready", "done", "finished", "جاهز", "fertig", "bereit", "listo", "prete", "pronto", "出来上かり", "klaar",
        "gotowe", "hazir", "已做好",
    ),
    Stage.COLLECTED: (
        "collected", "handedover", "pickedup", "served", "delivered", "completed", "تمالاستلام", "abgeholt",
        "recogido", "retiree", "ritirato", "受取済み", "opgehaald", "odebrane", "retirado", "teslimedildi", "已取餐",
    ),
    Stage.CANCELLED: (
        "cancelled", "canceled", "voided", "ملغى", "storniert", "cancelado", "annulee", "annullato", "取り消し",
        "geannuleerd", "anulowane", "iptaledildi", "已取消",
    ),
    Stage.MERGED: (
        "merged", "مدمج", "zusammengelegt", "unido", "reunie", "unito", "統合済み", "samengevoegd", "połaczone",
        "birlestirildi", "已合并",
    ),
}  # fmt: skip
_STAGES = {word: frozenset({stage}) for stage, words in _WORDS.items() for word in words} | {
    "open": OPEN, "active": OPEN, "closed": _CLOSED, "ended": _CLOSED, "all": frozenset(Stage), "any": frozenset(Stage),
}  # fmt: skip


def read_stages(asked: object) -> object:
    """Return the stages that words name, sorted; a word that names none stays, and is refused."""
    read: set[str] = set()
    for word in split_words(asked):
        parts = [word] if fold(word) in _STAGES else word.split()
        for part in parts:
            read |= _STAGES.get(fold(part), {part})
    return sorted(read)
