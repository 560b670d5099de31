"""Problem documents (RFC 9457): errors as programs read them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from collections.abc import Mapping


def problem(status: int, detail: str = "", headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """Return a problem document (RFC 9457, section 3); `detail` says what to do, `more` are its extension members."""
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    document |= {"detail": detail} if detail else {}
    return JSONResponse(document | more, status, headers, media_type="application/problem+json")
