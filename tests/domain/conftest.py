from datetime import timedelta

import pytest

from domain.estimation import Estimate
from tests.support.world import EVENING


@pytest.fixture
def estimate():
    return Estimate(
        earliest=EVENING + timedelta(minutes=12),
        likely=EVENING + timedelta(minutes=15),
        latest=EVENING + timedelta(minutes=19),
        promise=EVENING + timedelta(minutes=17),
        updated_at=EVENING,
    )
