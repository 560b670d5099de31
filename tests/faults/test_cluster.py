"""Faults of several processes on one PostgreSQL, in their short form: nothing is lost, wrong or sent too early."""

from __future__ import annotations

import asyncio

import pytest

from tests.faults.cluster.inflicting import end_listeners, halt_one, kill_the_leader, restart_postgresql
from tests.faults.cluster.trials import SHORT, trials
from tests.faults.rivals import rivalry_on_one_ticket
from tests.support.caddy import find_caddy
from tests.support.postgresql_binaries import find_binaries

pytestmark = pytest.mark.skipif(
    find_binaries() is None or find_caddy() is None, reason="PostgreSQL or Caddy is not installed"
)


@pytest.mark.long
@pytest.mark.timeout(240)
async def test_faults_of_a_cluster_are_harmless(tmp_path):
    async with trials(tmp_path, SHORT) as crowd:
        for fault in (end_listeners, restart_postgresql, halt_one, kill_the_leader):
            seen = await crowd.inflict(fault)
            assert seen.is_harmless, f"{fault.__name__}: {seen}; {crowd.guests.wrong}"
            assert seen.taps, fault.__name__
        rounds = await asyncio.to_thread(rivalry_on_one_ticket, *crowd.cluster.living()[:2], SHORT.rounds)
        assert rounds.fair == rounds.rounds, rounds
