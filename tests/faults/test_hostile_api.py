"""The REST interface under everything its own description allows, and much that it does not: no 5xx, nothing unsaid."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.open_house import OpenHouse, open_house
from tests.world import API_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

MADE_UP = "obk_" + "0" * 64
EXAMPLES = {GenerationMode.POSITIVE: 20, GenerationMode.NEGATIVE: 20}
REFUSED = {400, 401, 404, 405, 413, 422}  # a body that is no JSON is found out before the key is looked at


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHouse]:
    with open_house(tmp_path_factory.mktemp("api")) as opened:
        yield opened


@pytest.fixture(scope="module")
def operations(house: OpenHouse) -> list[Any]:
    described = schemathesis.openapi.from_url(f"{house.address}/api/openapi.json")
    return [result.ok() for result in described.get_all_operations()]


@pytest.mark.timeout(150)
@pytest.mark.parametrize("mode", EXAMPLES)
@pytest.mark.parametrize("key", [API_KEY, "", MADE_UP], ids=["with the key", "without one", "with a made-up one"])
def test_every_answer_is_one_that_the_description_names(house, operations, key, mode):
    known = {order["id"] for order in house.api("GET", "/orders?limit=1000")}
    for operation in operations:
        exercise(operation, house, key, mode)
    if key != API_KEY:
        now = {order["id"] for order in house.api("GET", "/orders?limit=1000")}
        assert now == known, "nothing is stored without a key"


def exercise(operation: Any, house: OpenHouse, key: str, mode: GenerationMode) -> None:
    headers = {"Authorization": f"Bearer {key}"} if key else {}

    @given(case=operation.as_strategy(generation_mode=mode))
    @effort(
        max_examples=EXAMPLES[mode] if key == API_KEY else 3,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        answer = case.call(base_url=house.address, headers=headers)
        assert answer.status_code < 500, answer.text
        # That a time is near or a name stands once is no matter of a schema: such data is refused, with 422.
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])
        if key != API_KEY:
            assert answer.status_code in REFUSED, answer.status_code

    # Where nothing is to be said, nothing can be said wrong.
    with contextlib.suppress(*([Unsatisfiable] if mode is GenerationMode.NEGATIVE else [])):
        ask()


def test_the_description_names_every_route_of_the_interface(operations):
    paths = {operation.path for operation in operations}
    assert all(path.startswith("/api/v1/") for path in paths)
    assert {"/api/v1/orders", "/api/v1/orders/{order_id}", "/api/v1/menu"} <= paths
