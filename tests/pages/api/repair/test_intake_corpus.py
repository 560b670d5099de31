"""Every body of the intake corpus is taken, whole, and described once it is in."""

import json

from tests.benchmarks.intake_corpus import corpus


async def test_an_order_that_names_a_dish_is_taken(api, subtests):
    for case in corpus():
        with subtests.test(case=case):
            answer = await api.post("/api/v1/orders", content=case.body)
            assert (answer.status_code, case.lost(answer.json())) == (201, []), answer.text
            options = [option for item in answer.json()["items"] for option in item["modifiers"]]
            assert "guid" not in json.dumps(options)


def test_the_corpus_is_large_enough():
    assert len(corpus()) >= 140
