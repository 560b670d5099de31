"""Epson Server Direct Print: POST asks by ConnectionType=GetRequest, and says what became of a job by SetResponse."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response

from pages.api.printers.printer_router import Token, find_printer, printer_router

if TYPE_CHECKING:
    from pages.context import AppContext

# How long an Epson printer tries to print a ticket before it gives up.
TIMEOUT_MILLISECONDS = 20_000
_EPOS = "http://www.epson-pos.com/schemas/2011/03/epos-print"
# With or without a prefix of a namespace, and with either quotation mark, as XML allows.
_JOB = re.compile(r"<(?:\w+:)?printjobid\b[^>]*>\s*([^<\s]{1,64})\s*<")
_SUCCESS = re.compile(r"""<(?:\w+:)?response\b[^>]*\bsuccess\s*=\s*["'](?:true|1)["']""", re.IGNORECASE)
_CODE = re.compile(r"""<(?:\w+:)?response\b[^>]*\bcode\s*=\s*["']([^"']{0,64})["']""")
_EPSON_PROBLEMS = {
    "EPTR_REC_EMPTY": "out of paper",
    "EPTR_COVER_OPEN": "the cover is open",
    "EX_TIMEOUT": "the printer took too long",
}


def epson_routes(context: AppContext) -> APIRouter:
    """Return the route of Epson printers."""
    router = printer_router()

    @router.post("/epson")
    async def serve_epson(token: Token, request: Request) -> Response:
        """Give the oldest job to an Epson printer, or take its word of what became of one."""
        printer = await find_printer(context, token)
        form = parse_qs((await request.body()).decode(errors="replace"))
        kind = form.get("ConnectionType", [""])[0]
        if kind == "SetResponse":
            said = form.get("ResponseFile", [""])[0]
            job = found[1] if (found := _JOB.search(said)) else ""
            await context.printing.settle(printer, job, _epson_problem(said))
        if kind != "GetRequest":  # SetStatus is no request: a job in its answer would be lost
            return Response(media_type="text/xml")
        job = await context.printing.next_job(printer)
        dots = await context.printing.bits(printer, job) if job else None
        return Response(_epson_job(job, *dots) if job and dots else "", media_type="text/xml; charset=utf-8")

    return router


def _epson_job(job: str, width: int, height: int, dots: bytes) -> str:
    picture = base64.b64encode(dots).decode()
    return (
        '<?xml version="1.0" encoding="utf-8"?><PrintRequestInfo Version="2.00"><ePOSPrint><Parameter>'
        f"<devid>local_printer</devid><timeout>{TIMEOUT_MILLISECONDS}</timeout><printjobid>{job}</printjobid>"
        f'</Parameter><PrintData><epos-print xmlns="{_EPOS}">'
        f'<image width="{width}" height="{height}" color="color_1" mode="mono">{picture}</image>'
        '<cut type="feed"/></epos-print></PrintData></ePOSPrint></PrintRequestInfo>'
    )


def _epson_problem(response: str) -> str:
    if _SUCCESS.search(response):
        return ""
    code = found[1] if (found := _CODE.search(response)) else ""
    return _EPSON_PROBLEMS.get(code, code or "not printed")
