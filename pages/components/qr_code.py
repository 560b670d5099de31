"""QR codes of addresses, as pictures in SVG."""

from __future__ import annotations

import io

import segno


def qr_svg(url: str) -> bytes:
    """Draw the QR code of an address: dark on white whatever the theme, with its quiet zone (ISO/IEC 18004, 9.1)."""
    picture = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        picture, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return picture.getvalue()
