"""An allergy that comes by PATCH is added to the order's note, whatever object it lies in."""

import pytest

KEY = {"Idempotency-Key": "allergy"}


@pytest.mark.parametrize(
    "body",
    [
        {"allergies": ["nuts"]},
        {"customer": {"name": "Ana", "allergies": ["nuts"]}},
        {"pickup": {"recipient": {"allergies": "nuts"}}},
    ],
)
async def test_an_allergy_is_added_to_the_note(api, path, body):
    await api.patch(path, json={"note": "At 9"})
    for headers in (KEY, KEY, {}):
        answer = await api.patch(path, json=body, headers=headers)
        assert (answer.status_code, answer.json()["note"]) == (200, "At 9\nallergies: nuts")
    (said, *_) = [one["field"] for one in answer.json()["warnings"] if one["field"].endswith("allergies")]
    assert said
    assert (await api.patch(path, json=body | {"note": "At 10"})).json()["note"] == "At 10\nallergies: nuts"


async def test_a_note_that_is_sent_takes_the_place(api, path):
    await api.patch(path, json={"note": "At 9"})
    assert (await api.patch(path, json={"guest_name": "Bea", "allergies": [], "diet_id": 7})).json()["note"] == "At 9"
    assert (await api.patch(path, json={"note": "", "allergies": None})).json()["note"] == ""
