"""The REST interface under valid and malformed requests: no 5xx, and no undocumented answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.malformed import KEYS, MODES, malformed, operations_of
from tests.support.server_process import ServerProcess, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with running_server(tmp_path_factory.mktemp("api")) as opened:
        yield opened


@pytest.fixture(scope="module")
def operations(server: ServerProcess) -> list[Any]:
    return operations_of(server)


@pytest.mark.timeout(150)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_each_answer_is_in_the_description(server, operations, key, mode):
    seen = malformed(server, operations, key, mode)
    assert seen.requests > len(operations), seen
    assert (seen.errors, seen.unsaid, seen.let_in, seen.stored) == (0, 0, 0, 0), (seen, seen.first)


def test_description_names_each_route(operations):
    paths = {operation.path for operation in operations}
    assert all(path.startswith("/api/v1/") for path in paths)
    assert {"/api/v1/orders", "/api/v1/orders/{order_id}", "/api/v1/menu"} <= paths
