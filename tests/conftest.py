"""Fixtures that every folder of the tests shares: La Campana's settings, its database, its kitchen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.backup.data_folder import migrate
from storage.settings import Settings
from tests.support.world import Restaurant, restaurant_on, settings_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("ORDERBELL_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def blank_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that is migrated and empty: tests copy it, for migrating anew takes its time."""
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("blank"))
    migrate(settings)
    return Path(settings.database.database or "")


@pytest.fixture
def settings(tmp_path: Path, blank_database: Path) -> Settings:
    return settings_in(tmp_path, blank_database)


@pytest.fixture
async def restaurant(settings: Settings) -> AsyncIterator[Restaurant]:
    async with restaurant_on(settings) as open_restaurant:
        yield open_restaurant
