"""Router of printers: the token of the path is all that a printer proves itself by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, HTTPException, Path

from pages.api.routes import PROBLEMS

if TYPE_CHECKING:
    from domain.connections import Connection
    from pages.context import AppContext

Token = Annotated[str, Path(min_length=16, max_length=64)]


def printer_router() -> APIRouter:
    """Return a router below /api/v1/printers/{token}."""
    return APIRouter(prefix="/api/v1/printers/{token}", responses=PROBLEMS, tags=["printers"])


async def find_printer(context: AppContext, token: str) -> Connection:
    """Return the printer of a token; raises 404."""
    if (printer := await context.printing.find(token)) is None:
        raise HTTPException(404)
    return printer
