"""Problem details (RFC 9457): errors in a form that programs read."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.item import Item

# Pydantic's own words speak of validation.
_PLAIN = {
    "missing": "is needed",
    "too_short": "is empty; at least one is needed",
    "model_attributes_type": "should be a JSON object",
}


def problem(status: int, detail: str = "", headers: Mapping[str, str] | None = None, **extensions: Any) -> Response:
    """Return a problem document (RFC 9457, section 3).

    `detail` says what to do; `extensions` become its extension members (section 3.2).
    """
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    document |= {"detail": detail} if detail else {}
    return JSONResponse(document | extensions, status, headers, media_type="application/problem+json")


def list_items(items: Iterable[Item]) -> str:
    """Name items by their ids, so that a sender finds the one that it means."""
    return ", ".join(f"{item.id} ({item.quantity:g} {item.name[:40]}, {item.state})" for item in items)


def plain_message(error: Mapping[str, Any]) -> str:
    """Say in plain words what is wrong with a field, from an entry of a ValidationError's `errors()`."""
    return _PLAIN.get(error["type"], str(error["msg"]).removeprefix("Value error, "))
