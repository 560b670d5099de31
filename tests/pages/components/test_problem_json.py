"""Problem documents speak plainly."""

import pytest
from pydantic import BaseModel, Field, ValidationError

from pages.components.problem_json import plain_message


class Body(BaseModel):
    items: list[str] = Field(min_length=1)
    count: int = 0


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "is needed"),
        ({"items": []}, "is empty; at least one is needed"),
        ({"items": ["x"], "count": "y"}, "Input should be a valid integer, unable to parse string as an integer"),
    ],
)
def test_a_field_is_described_plainly(body, says):
    with pytest.raises(ValidationError) as raised:
        Body.model_validate(body)
    assert [plain_message(one) for one in raised.value.errors()] == [says]
