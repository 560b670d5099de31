"""Fixtures: credentials of a restaurant that opens for the first time."""

import functools

import argon2
import pytest

from storage.database import pins as storage_pins
from storage.database.credentials import CredentialStore
from storage.database.engine import Database
from storage.settings import Settings


# What guessers must wait for, tests need not.
@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    quick = functools.partial(argon2.PasswordHasher, time_cost=1, memory_cost=8)
    monkeypatch.setattr(storage_pins, "PasswordHasher", quick)


@pytest.fixture
def own_settings(settings):
    """Settings that leave PIN and API key to the first start."""
    return Settings(_env_file=None, data_dir=settings.data_dir)


@pytest.fixture
async def database(settings):
    database = Database(settings.database)
    yield database
    await database.aclose()


@pytest.fixture
async def keys(database, own_settings):
    made = CredentialStore(database, own_settings)
    made.first_pin = await made.open()
    return made
