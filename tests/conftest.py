"""Fixtures that every folder of the tests shares: La Campana's settings, its database, its kitchen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from domain import command_queue
from storage.settings import Settings
from tests.support.world import Restaurant, restaurant_on, settings_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# Every run tries the same cases, so that a failure repeats. `--hypothesis-profile=default` looks for others.
hypothesis.settings.register_profile("repeatable", derandomize=True, database=None)
hypothesis.settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("ORDERBELL_")]:
        monkeypatch.delenv(name)


# A machine in use may take longer than the product lets people wait. The queue's own tests set their own time.
@pytest.fixture(autouse=True)
def _no_command_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_queue, "MAX_WAIT_SECONDS", 60)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture
async def restaurant(settings: Settings) -> AsyncIterator[Restaurant]:
    async with restaurant_on(settings) as open_restaurant:
        yield open_restaurant
