"""Outages of the database: refused with 503, nothing acknowledged is lost, and recovery needs nobody."""

from __future__ import annotations

import http.client
import json
from contextlib import ExitStack, suppress

import pytest

from storage.database.sqlite_file import find_damage
from tests.faults.outages import CannotMount, Outage, database, filled, full, locked, outage, small_disk
from tests.support.server_process import ServerProcess, running_server
from tests.support.world import API_KEY, PIN

pytestmark = [pytest.mark.alone, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("outage")
    with ExitStack() as disks:
        # A small one, for a test that fills it. Where none can be mounted that test is skipped; the others need none.
        with suppress(CannotMount):
            disks.enter_context(small_disk(folder))
        yield disks.enter_context(running_server(folder))


def assert_nothing_is_lost(seen: Outage) -> None:
    assert set(seen.during) == {503}, seen
    assert seen.retry_after <= {"2"}
    assert seen.lost == 0, seen
    assert seen.lag <= 0.05, seen
    assert seen.slowest_page <= 1.0, seen


async def test_locked_database_answers_503_and_pages_load(server: ServerProcess):
    seen = await outage(server, locked, taps=1, together=1)
    assert_nothing_is_lost(seen)
    assert seen.recovered <= 10, seen
    assert "a change was not saved" in server.log.read_text()
    assert "database is locked" in server.log.read_text()


async def test_full_disk_answers_503_and_taps_resume(server: ServerProcess):
    seen = await outage(server, full, taps=20, together=2)
    assert_nothing_is_lost(seen)
    assert seen.recovered <= 5, seen
    assert find_damage(database(server)) == ""


async def test_small_full_disk_answers_503_and_recovers(server: ServerProcess):
    if not database(server).parent.is_mount():
        pytest.skip("no disk can be mounted here")
    seen = await outage(server, filled, taps=20, together=2)
    assert_nothing_is_lost(seen)
    assert seen.recovered <= 5, seen
    assert find_damage(database(server)) == ""


def test_while_the_disk_is_full_readiness_says_so(server: ServerProcess):
    with full(server):
        status, _, body = server.ask("GET", "/readyz")
        while status == http.client.OK:
            status, _, body = server.ask("GET", "/readyz")
        assert "cannot be written" in json.loads(body)["checks"]["database"]


def test_log_of_outages_holds_no_guest_data_or_secret(server: ServerProcess):
    order = server.order("Chicken Tikka Masala", guest_name="Anastasia")
    server.ask("GET", f"/t/{order['token']}/nothing")
    server.ask("GET", f"/t/{order['token']}x")
    said = server.log.read_text()
    for secret in (order["token"], "Anastasia", "Tikka", "Naan", PIN, API_KEY):
        assert secret not in said
    assert server.log.stat().st_size < 200_000
