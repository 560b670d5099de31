"""QR codes, as pictures in SVG."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> bytes:
    """Draw the QR code of a text: dark on white whatever the theme, with its quiet zone (ISO/IEC 18004, 9.1).

    In UTF-8, which every phone reads: segno would choose Shift JIS for some names.
    """
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False, encoding="utf-8").save(
        picture, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return picture.getvalue()
