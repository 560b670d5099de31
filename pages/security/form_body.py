"""Body of a plain HTML form, read only as browsers send it.

Starlette's multipart parser fails at some charsets, and takes files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from fastapi import HTTPException

if TYPE_CHECKING:
    from fastapi import Request

MAX_FIELDS = 40


async def read_form(request: Request) -> dict[str, str]:
    """Return the form's fields, the last of each name; raises 400 for a body that is none."""
    return dict(await read_fields(request))


async def read_fields(request: Request) -> list[tuple[str, str]]:
    """Return all fields (`application/x-www-form-urlencoded`) in order, empty ones too; raises 400 for others."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(400)
    try:
        return parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
