"""Health endpoints."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from prometheus_client.parser import text_string_to_metric_families

from pages.live import LiveBoard
from pages.server.health import HELP, health_routes
from tests.support.world import Restaurant


class Vitals:
    advisory = frozenset({"outbox"})

    def __init__(self, **wrong: str) -> None:
        self.wrong = wrong

    async def failing_checks(self):
        return {"database": "", "disk": "", **self.wrong}

    async def metrics(self):
        return {"orderbell_disk_free_bytes": 84043796480, "unknown": 1}

    def loop_lag(self):
        return {"0.5": 0.25, "1": 1.0}


def visitor(board=None, host: str = "127.0.0.1", name: str = "127.0.0.1:8080", **wrong: str) -> AsyncClient:
    app = FastAPI()
    app.include_router(health_routes(Vitals(**wrong), board or LiveBoard()))
    return AsyncClient(transport=ASGITransport(app, client=(host, 50000)), base_url=f"http://{name}")


async def test_healthz_is_not_cached():
    answer = await visitor().get("/healthz")
    assert (answer.status_code, answer.text) == (200, "alive\n")
    assert answer.headers["Cache-Control"] == "no-store"


async def test_readyz_names_failing_checks():
    assert (await visitor().get("/readyz")).json() == {"ready": True, "checks": {"database": "well", "disk": "well"}}
    ill = await visitor(disk="almost full").get("/readyz")
    assert ill.status_code == 503
    assert ill.json() == {"ready": False, "checks": {"database": "well", "disk": "almost full"}}


async def test_advisory_check_is_told_and_stays_ready():
    late = await visitor(outbox="a notice waits for 301 s").get("/readyz")
    assert late.status_code == 200
    assert late.json()["ready"]
    assert late.json()["checks"]["outbox"] == "a notice waits for 301 s"


async def test_metrics_hold_no_tokens_or_names(restaurant: Restaurant):
    order = await restaurant.order(guest_name="Anastasia")
    answer = await visitor(restaurant.board).get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    for secret in (order.token, order.id, order.pickup_code, "Anastasia", "Naan"):
        assert secret not in answer.text


async def test_prometheus_can_parse_the_metrics(restaurant: Restaurant):
    await restaurant.order()
    text = (await visitor(restaurant.board).get("/metrics")).text
    families = {family.name: family for family in text_string_to_metric_families(text)}
    values = {(sample.name, *sample.labels.values()): sample.value for f in families.values() for sample in f.samples}
    assert values["orderbell_orders", "received"] == 1
    assert values["orderbell_loop_lag_seconds", "1"] == 1.0
    assert values["orderbell_disk_free_bytes",] == 84043796480
    assert 10**7 < values["process_resident_memory_bytes",] < 10**10
    assert 3 < values["process_open_fds",] < 2000
    assert all(family.documentation for family in families.values())
    assert families["orderbell_loop_lag_seconds"].type == "summary"
    assert "unknown" not in families


def test_every_metric_of_storage_has_help():
    assert all(text.endswith(".") for text in HELP.values())


@pytest.mark.parametrize("name", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080"])
async def test_metrics_are_shown_on_loopback(name: str):
    assert (await visitor(name=name).get("/metrics")).status_code == 200
    assert (await visitor(host="::1", name=name).get("/metrics")).status_code == 200


@pytest.mark.parametrize(
    ("host", "name", "header"),
    [
        ("192.168.1.20", "192.168.1.5:8080", None),
        ("192.168.1.20", "127.0.0.1:8080", None),
        ("127.0.0.1", "rebound.example", None),
        ("127.0.0.1", "bell.example", ("X-Forwarded-For", "203.0.113.9")),
        ("127.0.0.1", "localhost", ("Forwarded", "for=203.0.113.9")),
        ("127.0.0.1", "localhost", ("CF-Connecting-IP", "203.0.113.9")),
        ("127.0.0.1", "localhost", ("X-Real-IP", "203.0.113.9")),
    ],
)
async def test_metrics_are_hidden_from_others_and_proxies(host, name, header):
    headers = dict([header]) if header else {}
    assert (await visitor(host=host, name=name).get("/metrics", headers=headers)).status_code == 404
