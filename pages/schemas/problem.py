"""Problem details (RFC 9457): the body of every error of the REST interface."""

from __future__ import annotations

from pydantic import BaseModel


class Problem(BaseModel):
    """What went wrong and what to do (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = ""
