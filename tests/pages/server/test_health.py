"""What machines are told: alive, ready, and figures for whoever is on this machine."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from pages.live import LiveBoard
from pages.server.health import exposition, health_pages
from tests.support.world import Restaurant


class Vitals:
    def __init__(self, **wrong: str) -> None:
        self.wrong = wrong

    async def failing_checks(self):
        return {"database": "", "disk": "", **self.wrong}

    async def metrics(self):
        return {"orderbell_disk_free_bytes": 5, 'lag{quantile="0.5"}': 0.25, 'lag{quantile="1"}': 1.0, "cpu_total": 2.5}


def visitor(board=None, host: str = "127.0.0.1", name: str = "127.0.0.1:8080", **wrong: str) -> AsyncClient:
    app = FastAPI()
    app.include_router(health_pages(Vitals(**wrong), board or LiveBoard()))
    return AsyncClient(transport=ASGITransport(app, client=(host, 50000)), base_url=f"http://{name}")


async def test_who_is_alive_says_so_and_nobody_keeps_the_answer():
    answer = await visitor().get("/healthz")
    assert (answer.status_code, answer.text) == (200, "alive\n")
    assert answer.headers["Cache-Control"] == "no-store"


async def test_who_is_well_is_ready_and_who_is_not_says_why():
    assert (await visitor().get("/readyz")).json() == {"ready": True, "checks": {"database": "well", "disk": "well"}}
    ill = await visitor(disk="almost full").get("/readyz")
    assert ill.status_code == 503
    assert ill.json() == {"ready": False, "checks": {"database": "well", "disk": "almost full"}}


async def test_figures_are_written_as_prometheus_reads_them_without_tokens_and_names(restaurant: Restaurant):
    order = await restaurant.order(guest_name="Anastasia")
    answer = await visitor(restaurant.board).get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    assert 'orderbell_orders{stage="received"} 1' in lines
    assert "# TYPE cpu_total counter" in lines
    assert lines.count("# TYPE lag gauge") == 1
    for secret in (order.token, order.id, order.pickup_code, "Anastasia", "Naan"):
        assert secret not in answer.text


def test_numbers_are_written_in_full():
    assert exposition({"a": 84043796480.0, "b": 0.0, "c": 1e-9, "d": 100.0}).splitlines()[1::2] == [
        "a 84043796480",
        "b 0",
        "c 0",
        "d 100",
    ]


@pytest.mark.parametrize("name", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080"])
async def test_this_machine_sees_the_figures(name: str):
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
async def test_nobody_else_sees_the_figures_not_even_through_a_proxy_on_this_machine(host, name, header):
    headers = dict([header]) if header else {}
    assert (await visitor(host=host, name=name).get("/metrics", headers=headers)).status_code == 404
