"""File text: the text of a file in whatever encoding the spreadsheets of the pages' languages save it.

A file does not name its encoding. Of those that can be, the one counts whose letters are most often those of the
languages that write in it: "Gołąbki" in Windows-1250 would be "Go³¹bki" in Windows-1252. A menu is too short for the
statistics of charset-normalizer 3.5, which read 3 of 9 such files rightly.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Signs, letters of each language, and never three of them in a row: Arabic in Windows-1252 would be "ÇáÇÓã".
_SIGNS = "€£¥°·¿¡«»–—‘’“”„…½¼¾\xa0"  # noqa: RUF001  as people write them
_LETTER = r"[^\W\d_]"
_WESTERN = "äöüßàâæçéèêëîïôœùûÿñáíóúìòãõåøÄÖÜÀÂÆÇÉÈÊËÎÏÔŒÙÛÑÁÍÓÚÌÒÃÕÅØªº"
_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_TURKISH = "çğıöşüÇĞİÖŞÜâîûÂÎÛ"


# A capital within a word of small letters, or a sign within a word, is a letter of another encoding: "crÇme" and
# "K„se" are "crème" and "Käse" of DOS.
def _latin(letters: str) -> Callable[[str], int]:
    small = "".join(letter for letter in letters if not letter.isupper())
    capitals = "".join(letter for letter in letters if letter.isupper())
    usual = re.compile(
        rf"(?<![^\x00-\x7f][^\x00-\x7f])"
        rf"(?:[{small}]|(?<!{_LETTER})[{capitals}{_SIGNS}]|[{_SIGNS}](?!{_LETTER})"
        rf"|(?<![a-z{small}])[{capitals}](?![a-z{small}]))"
    )
    return lambda text: len(usual.findall(text))


def _count_arabic(text: str) -> int:
    return len(re.findall(f"[\u0600-\u06ff{_SIGNS}]", text))


def _count_chinese(text: str) -> int:
    return sum(_is_written_in(letter, "gb2312") for letter in text)


# Bytes of other encodings read as Shift-JIS are half-width katakana, which menus do not use, and rare signs.
def _count_japanese(text: str) -> int:
    return sum(not "\uff61" <= letter <= "\uff9f" and _is_written_in(letter, "shift_jis") for letter in text)


def _is_written_in(letter: str, encoding: str) -> bool:
    try:
        return not letter.isascii() and bool(letter.encode(encoding))
    except UnicodeEncodeError:
        return False


# Each counts the letters that are usual. The first of those that fit equally well is taken.
_ENCODINGS: dict[str, Callable[[str], int]] = {
    "cp1252": _latin(_WESTERN),
    "cp1250": _latin(_POLISH),
    "cp1254": _latin(_TURKISH),
    "mac_roman": _latin(_WESTERN),
    "cp850": _latin(_WESTERN),
    "cp852": _latin(_POLISH),
    "gb18030": _count_chinese,
    "cp932": _count_japanese,
    "cp1256": _count_arabic,
}


def text_of(file: bytes) -> str:
    """Return the text of a file, without what marks its end for old programs."""
    return _text_of(file).rstrip("\0\x1a")


def _text_of(file: bytes) -> str:
    if file.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return file.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", json.detect_encoding(file)):
        try:
            return file.decode(encoding)
        except UnicodeDecodeError:
            continue
    read = {encoding: text for encoding in _ENCODINGS if (text := _decode(file, encoding))}
    if not read:
        return file.decode("cp1252", errors="replace")
    return read[max(read, key=lambda encoding: _share_of_usual(read[encoding], _ENCODINGS[encoding]))]


def _decode(file: bytes, encoding: str) -> str | None:
    try:
        return file.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share_of_usual(text: str, count: Callable[[str], int]) -> float:
    return count(text) / max(1, sum(not letter.isascii() for letter in text))
