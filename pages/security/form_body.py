"""Body of a plain HTML form, read only as browsers send it.

Starlette's multipart parser fails at some charsets, and takes files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from fastapi import HTTPException

if TYPE_CHECKING:
    from fastapi import Request

MAX_FIELDS = 4


async def read_form(request: Request) -> dict[str, str]:
    """Return the form's fields (`application/x-www-form-urlencoded`); raises 400 for any other body."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(400)
    try:
        return dict(parse_qsl((await request.body()).decode(), max_num_fields=MAX_FIELDS))
    except ValueError as error:
        raise HTTPException(400) from error
