"""Fonts of the machine for what a printer's code page cannot say, by script.

No font is shipped: those of the system are used, DejaVu for most scripts and Noto or others for Chinese, Japanese and
Korean. Without any, Pillow's own font draws Latin letters only.
"""

from __future__ import annotations

import functools
import unicodedata
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
# DejaVu has Latin letters beside the Arabic ones; Noto has a font for each.
_ARABIC = ("DejaVuSans.ttf", "Arial.ttf", "arial.ttf", "NotoSansArabic-Regular.ttf", "NotoNaskhArabic-Regular.ttf")
_THAI = ("NotoSansThai-Regular.ttf", "Loma.ttf", "Garuda.ttf", "tahoma.ttf")
_EAST_ASIAN_NAMES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH", "IDEOGRAPHIC")

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def font_for(text: str, size: int, *, is_bold: bool) -> Font:
    """Return a font (of `size` dots) that has the letters of a text, as far as the machine has one."""
    names = {unicodedata.name(letter, "").split(" ")[0].split("-")[0] for letter in text}
    wanted: tuple[str, ...] = _BOLD if is_bold else _LATIN
    if names.intersection(_EAST_ASIAN_NAMES):
        wanted = _EAST_ASIAN
    elif "ARABIC" in names:
        wanted = _ARABIC
    elif "THAI" in names:
        wanted = _THAI
    return _load((*wanted, *_LATIN), size)


@functools.lru_cache(maxsize=64)
def _load(names: tuple[str, ...], size: int) -> Font:
    for name in names:
        if path := _files().get(name):
            return ImageFont.truetype(path, size)
    return ImageFont.load_default(size)


@functools.cache
def _files() -> dict[str, str]:
    found = (path for folder in map(Path, _FOLDERS) if folder.is_dir() for path in folder.rglob("*.[to]t[fc]"))
    return {path.name: str(path) for path in found}
