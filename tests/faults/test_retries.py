"""Retries and concurrent taps are done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.retries import ORDERS, another_body, retried
from tests.faults.rivals import rivalry
from tests.support.server_process import ServerProcess, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with running_server(tmp_path_factory.mktemp("twice")) as served:
        yield served


def test_of_two_concurrent_taps_one_wins(server):
    seen = rivalry(server, 36)
    assert seen.fair == seen.rounds == 36, seen
    assert seen.at_once > 18, seen


def test_repeated_posts_make_one_order_each(server):
    before = len(server.api("GET", "/orders?limit=1000"))
    seen = retried(server, 1000)
    assert (seen.made, seen.orders - before, seen.refused) == (ORDERS, ORDERS, 0)
    assert another_body(server) == (409, 409)
