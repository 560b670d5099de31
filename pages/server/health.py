"""Health endpoints: liveness by its usual names, /readyz (readiness), /metrics (Prometheus, loopback only).

No answer holds a token or a name.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections import Counter
from typing import TYPE_CHECKING, Protocol

from fastapi import APIRouter, HTTPException, Request
from nicegui import Client
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, SummaryMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.responses import JSONResponse, PlainTextResponse, Response

from domain.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from prometheus_client.core import Metric

    from pages.live import LiveBoard

# The first is documented; monitors ask for the others unless somebody tells them.
_LIVENESS = ("/healthz", "/livez", "/health", "/ping")
_NO_STORE = {"Cache-Control": "no-store"}
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via", "cf-connecting-ip")
# Metrics of the storage, by name: those that are missing here are not shown.
HELP = {
    "orderbell_disk_free_bytes": "Free space where the database is.",
    "orderbell_database_bytes": "Size of the database.",
    "orderbell_outbox_oldest_seconds": "How long the oldest due notice has been waiting.",
    "orderbell_backup_age_seconds": "Age of the newest backup.",
    "orderbell_processes": "Processes that share the database.",
    "orderbell_leads": "Whether this process leads them.",
    "orderbell_clock_set_times": "How often the system clock was set since the start.",
}
LOOP_LAG = "orderbell_loop_lag_seconds"


class Vitals(Protocol):
    """Health of the process and of what it depends on."""

    @property
    def advisory(self) -> Collection[str]:
        """The names of checks that are told, and leave the process ready."""

    async def failing_checks(self) -> Mapping[str, str]:
        """Return for each check what is wrong, empty when it passes."""

    async def metrics(self) -> Mapping[str, float]:
        """Return values by the names in HELP, in seconds and bytes."""

    def loop_lag(self) -> Mapping[str, float]:
        """Return quantiles (as text) of the event loop's lag in the last minute, in seconds."""


def health_routes(vitals: Vitals, board: LiveBoard) -> APIRouter:
    """Return the routes of health."""
    router = APIRouter(include_in_schema=False)

    async def report_alive() -> Response:
        return PlainTextResponse("alive\n", headers=_NO_STORE)

    for path in _LIVENESS:
        router.add_api_route(path, report_alive)

    @router.get("/readyz")
    async def report_ready() -> Response:
        failing_checks = await vitals.failing_checks()
        is_ready = not any(failure for name, failure in failing_checks.items() if name not in vitals.advisory)
        checks = {name: failure or "well" for name, failure in failing_checks.items()}
        return JSONResponse({"ready": is_ready, "checks": checks}, 200 if is_ready else 503, _NO_STORE)

    @router.get("/metrics")
    async def report_metrics(request: Request) -> Response:
        if not _is_local(request):
            raise HTTPException(404)
        text = render_metrics(await vitals.metrics(), vitals.loop_lag(), board)
        return Response(text, headers=_NO_STORE, media_type=CONTENT_TYPE_PLAIN_0_0_4)

    return router


class _Snapshot:
    """Collector of values that have been read already: prometheus_client collects without await."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def render_metrics(values: Mapping[str, float], loop_lag: Mapping[str, float], board: LiveBoard) -> bytes:
    """Return all metrics, those of the process included, in Prometheus' text format 0.0.4."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    lag = SummaryMetricFamily(LOOP_LAG, "Lag of the event loop in the last minute.")
    for quantile, seconds in loop_lag.items():
        lag.add_sample(LOOP_LAG, {"quantile": quantile}, seconds)
    gauges = [GaugeMetricFamily(name, HELP[name], value) for name, value in values.items() if name in HELP]
    registry.register(_Snapshot([lag, *gauges, *_count_board(board)]))
    return generate_latest(registry)


def _count_board(board: LiveBoard) -> Iterable[Metric]:
    by_stage = Counter(order.stage for order in board.orders())
    orders = GaugeMetricFamily("orderbell_orders", "Orders in memory by stage.", labels=["stage"])
    for stage in Stage:
        orders.add_metric([stage], by_stage[stage])
    clients = Client.instances.values()
    connected = sum(client.has_socket_connection for client in clients)
    yield orders
    yield GaugeMetricFamily("orderbell_pages", "Open pages.", len(clients))
    yield GaugeMetricFamily("orderbell_tasks", "Tasks of the event loop.", len(asyncio.all_tasks()))
    yield GaugeMetricFamily("orderbell_pages_connected", "Open pages whose socket is connected.", connected)


# A proxy on this machine connects from the loopback as well, but names its client. The Host check refuses a page that
# has pointed its own name at the loopback (DNS rebinding).
def _is_local(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    return _is_loopback(request.client.host) and _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
