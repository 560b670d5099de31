"""Fonts of the machine for what a printer's code page cannot say, letter by letter.

No font is shipped: those of the system are used, DejaVu for most scripts, Noto for the others. Without any, Pillow's
own font draws Latin letters only. What no font has, such as an emoji, is written by its name.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from PIL import ImageFont

_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/System/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
_LATIN = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "Arial.ttf", "arial.ttf")
_BOLD = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf")
_EAST_ASIAN = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansCJKjp-Regular.otf",
    "DroidSansFallbackFull.ttf",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "ipag.ttf",
    "PingFang.ttc",
    "msyh.ttc",
)
# These have no letters of other scripts, which follow.
_OTHERS = ("NotoNaskhArabic-Regular.ttf", "Loma.ttf", "Garuda.ttf", "tahoma.ttf", "Nirmala.ttf", "seguisym.ttf")
_SYMBOLS = ("NotoEmoji-Regular.ttf", "NotoSansSymbols2-Regular.ttf", "NotoSansSymbols-Regular.ttf", "Symbola.ttf")
_EAST_ASIAN_NAMES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH", "IDEOGRAPHIC")
_PROBE_DOTS = 16
_NO_LETTER = "\uffff"
_INVISIBLE = {"Cf", "Cc"}  # joiners and the like
# They choose the look of the letter before.
_VARIATIONS = {chr(code) for code in (*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400))}

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def spell_out(text: str) -> str:
    """Return a text without letters that no font has: "(hot pepper)" is more than an empty box."""
    return "".join(_spelled(letter) for letter in text)


def split_runs(text: str, size: int, *, is_bold: bool) -> list[tuple[str, Font]]:
    """Return a text in parts, each with a font (of `size` dots) that has its letters, as far as the machine has one."""
    fonts = [find_font(letter, is_bold=is_bold) for letter in text]
    for name in dict.fromkeys(fonts):
        if all(_has_letter(name, letter) for letter in text):  # one font for all of it keeps its words in order
            return [(text, _load(name, size))]
    runs: list[tuple[str, str]] = []
    for letter, font in zip(text, fonts, strict=True):
        if runs and (runs[-1][1] == font or (not letter.isalpha() and _has_letter(runs[-1][1], letter))):
            runs[-1] = runs[-1][0] + letter, runs[-1][1]
        else:
            runs.append((letter, font))
    return [(run, _load(font, size)) for run, font in runs]


@functools.lru_cache(maxsize=4096)
def find_font(letter: str, *, is_bold: bool) -> str:
    """Return the file name of a font that has a letter, the usual one where none has, or an empty text without any."""
    usual = [name for name in (_BOLD if is_bold else _LATIN) if name in _files()] or [""]
    return next((name for name in _candidates(letter, usual) if _has_letter(name, letter)), usual[0])


def _candidates(letter: str, usual: list[str]) -> Iterator[str]:
    script = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    is_east_asian = script in _EAST_ASIAN_NAMES
    noto = (f"NotoSans{script.title()}-{weight}.ttf" for weight in ("Bold", "Regular"))
    yield from (name for name in _EAST_ASIAN if is_east_asian and name in _files())
    yield from usual
    yield from (name for name in (*noto, *_LATIN, *_OTHERS, *_SYMBOLS) if name in _files())


def _spelled(letter: str) -> str:
    if letter in _VARIATIONS:
        return ""
    if letter.isspace() or _has_letter(find_font(letter, is_bold=False), letter):
        return letter
    if unicodedata.category(letter) in _INVISIBLE:
        return ""
    name = unicodedata.name(letter, "").lower()
    return f"({name})" if name and not letter.isalpha() else letter


# A font draws the same box for each letter that it has not.
@functools.lru_cache(maxsize=4096)
def _has_letter(name: str, letter: str) -> bool:
    if letter.isspace():
        return True
    font = _load(name, _PROBE_DOTS)
    missing, drawn = font.getmask(_NO_LETTER), font.getmask(letter)
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))


@functools.lru_cache(maxsize=64)
def _load(name: str, size: int) -> Font:
    return ImageFont.truetype(_files()[name], size) if name else ImageFont.load_default(size)


@functools.cache
def _files() -> dict[str, str]:
    found = (path for folder in map(Path, _FOLDERS) if folder.is_dir() for path in folder.rglob("*.[to]t[fc]"))
    return {path.name: str(path) for path in found}
