"""For machines that watch over us: alive, ready, and the figures. No token and no name is in any answer."""

from __future__ import annotations

import ipaddress
from collections import Counter
from typing import TYPE_CHECKING, Protocol

from fastapi import APIRouter, HTTPException, Request
from nicegui import Client
from starlette.responses import JSONResponse, PlainTextResponse, Response

from domain.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.ports import Board

_NO_STORE = {"Cache-Control": "no-store"}
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via", "cf-connecting-ip")


class Vitals(Protocol):
    """How the program is."""

    async def failing_checks(self) -> Mapping[str, str]:
        """Return for each thing we depend on what is wrong with it; nothing when it is well."""

    async def metrics(self) -> Mapping[str, float]:
        """Return figures by their Prometheus names."""


def health_pages(vitals: Vitals, board: Board) -> APIRouter:
    """Return the routes of health."""
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    async def alive() -> Response:
        return PlainTextResponse("alive\n", headers=_NO_STORE)

    @router.get("/readyz")
    async def ready() -> Response:
        failing_checks = await vitals.failing_checks()
        is_ready = not any(failing_checks.values())
        checks = {name: says or "well" for name, says in failing_checks.items()}
        status = 200 if is_ready else 503
        return JSONResponse({"ready": is_ready, "checks": checks}, status, _NO_STORE)

    @router.get("/metrics")
    async def metrics(request: Request) -> Response:
        if not _is_from_here(request):
            raise HTTPException(404)
        text = exposition({**await vitals.metrics(), **_shown(board)})
        return PlainTextResponse(text, headers=_NO_STORE, media_type="text/plain; version=0.0.4")

    return router


def exposition(metrics: Mapping[str, float]) -> str:
    """Write figures as Prometheus reads them (text format 0.0.4), their kinds first."""
    lines: list[str] = []
    known = set()
    for sample, value in metrics.items():
        name = sample.partition("{")[0]
        if name not in known:
            known.add(name)
            lines.append(f"# TYPE {name} {'counter' if name.endswith('_total') else 'gauge'}")
        lines.append(f"{sample} {value:.6f}".rstrip("0").rstrip("."))
    return "\n".join([*lines, ""])


def _shown(board: Board) -> dict[str, float]:
    by_stage = Counter(order.stage for order in board.orders())
    clients = Client.instances.values()
    return {
        **{f'orderbell_orders{{stage="{stage}"}}': by_stage[stage] for stage in Stage},
        "orderbell_pages": len(clients),
        "orderbell_pages_connected": sum(client.has_socket_connection for client in clients),
    }


# A proxy on this machine comes from the loopback as well, but says for whom. The host keeps out a page that has
# pointed its own name at this machine.
def _is_from_here(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    return _is_loopback(request.client.host) and _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
