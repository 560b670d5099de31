"""Every body of the intake corpus is taken, whole, and described once it is in."""

import pytest

from tests.benchmarks.intake_corpus import corpus


@pytest.mark.parametrize("case", corpus(), ids=lambda case: f"{case.sender}: {case.about}")
async def test_an_order_that_names_a_dish_is_taken(api, case):
    answer = await api.post("/api/v1/orders", content=case.body)
    assert (answer.status_code, case.lost(answer.json())) == (201, []), answer.text


def test_the_corpus_is_large_enough():
    assert len(corpus()) >= 60
