"""Star CloudPRNT (star-micronics/cloudprnt-sdk): POST asks for a job, GET fetches it, DELETE says what became of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, HTTPException, Query, Request, Response
from starlette.responses import JSONResponse

from pages.api.printers.printer_router import Token, find_printer, printer_router

if TYPE_CHECKING:
    from pages.context import AppContext

PNG = "image/png"

Job = Annotated[str, Query(max_length=64)]


def cloudprnt_routes(context: AppContext) -> APIRouter:
    """Return the routes of Star printers."""
    router = printer_router()

    @router.post("/cloudprnt")
    async def ask(token: Token, request: Request) -> Response:
        """Offer the oldest job to a Star printer, unless it says that it cannot print."""
        printer = await find_printer(context, token)
        problem = _star_problem(await request.body())
        await context.printing.report(printer, problem)
        job = None if problem else await context.printing.next_job(printer)
        if job is None:
            return JSONResponse({"jobReady": False})
        return JSONResponse({"jobReady": True, "mediaTypes": [PNG], "jobToken": job, "deleteMethod": "DELETE"})

    @router.get("/cloudprnt")
    async def fetch(token: Token, job: Annotated[Job, Query(alias="token")] = "") -> Response:
        """Give a job to a Star printer, as a picture as wide as its paper."""
        printer = await find_printer(context, token)
        picture = await context.printing.png(printer, job)
        if picture is None:
            raise HTTPException(404)
        return Response(picture, media_type=PNG, headers={"X-Star-Cut": "partial; feed=true"})

    @router.delete("/cloudprnt")
    async def confirm(token: Token, code: str = "", job: Annotated[Job, Query(alias="token")] = "") -> Response:
        """Take a Star printer's word that a job is printed, or that it could not be; then it is offered again."""
        printer = await find_printer(context, token)
        status = unquote(code).strip()
        problem = "" if status.startswith("2") or status == "OK" else status[:60] or "not printed"
        await context.printing.settle(printer, job, problem)
        return Response(status_code=200)

    return router


def _star_problem(body: bytes) -> str:
    try:
        said: Any = json.loads(body)
        status = unquote(str(said.get("statusCode") or "200"))
    except (ValueError, AttributeError, RecursionError):
        return ""
    return "" if status.startswith("2") else status[:60]
