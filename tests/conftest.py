"""Fixtures that every folder of the tests shares: La Campana's settings, its database, its kitchen."""

from __future__ import annotations

import importlib
import os
import pkgutil
import zlib
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import coverage
import hypothesis
import pytest
from hypothesis.internal.conjecture import providers

import domain
from domain import command_queue
from tests.support.postgresql_binaries import find_binaries

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from storage.settings import Settings
    from tests.support.world import Restaurant

# Every run tries the same cases, so that a failure repeats, and takes the time that a busy machine needs for them.
# `--hypothesis-profile=default` looks for others.
hypothesis.settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("repeatable")


# Hypothesis also tries the constants of all modules that are imported by then: in each process of xdist other ones.
def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--hypothesis-profile") is None:
        pytest.MonkeyPatch().setattr(providers.HypothesisProvider, "_local_constants", providers.Constants())


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("ORDERBELL_")]:
        monkeypatch.delenv(name)


# A machine in use may take longer than the product lets people wait. The queue's own tests set their own time.
@pytest.fixture(autouse=True)
def _no_command_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_queue, "MAX_WAIT_SECONDS", 60)


BACKENDS = ("sqlite", "postgresql")
DOMAIN = Path(__file__).parent / "domain"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="all cases that are searched")
    parser.addoption("--both", action="store_true", help="all tests of pages on PostgreSQL, too")


def pytest_report_header() -> str:
    found = find_binaries()
    return f"PostgreSQL: {found or 'NOT INSTALLED, everything is tested on SQLite only'}"


# What begins last ends last: while the longest files wait, the others keep the cores busy. The rest is shuffled by
# file, alike in each process: files that wait lie side by side in their folders, and would wait at the same time.
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (item.get_closest_marker("long") is None, zlib.crc32(item.path.name.encode())))


# Tests of storage/ run on both databases, unless they are marked as one's own. Pages reach the database by what is
# tested there; those of their tests that ask it a question of their own are marked `both`. The rest do by `--both`: a
# slow machine takes a minute and a half for them.
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "backend" not in metafunc.fixturenames:
        return
    folders = metafunc.definition.path.relative_to(Path(__file__).parent).parts
    alone = [name for name in BACKENDS if metafunc.definition.get_closest_marker(name)]
    is_asked = folders[0] == "pages" and metafunc.config.getoption("--both")
    is_on_both = is_asked or folders[0] == "storage" or metafunc.definition.get_closest_marker("both")
    wanted = alone or (BACKENDS if is_on_both else BACKENDS[:1])
    absent = pytest.mark.skipif(find_binaries() is None, reason="PostgreSQL is not installed")
    marks = {"sqlite": (), "postgresql": (absent,)}
    metafunc.parametrize("backend", [pytest.param(name, marks=marks[name]) for name in wanted], indirect=True)


# To trace the imports of all else would take twice their time: domain/ is imported first.
@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        importlib.import_module(module.name)
    with _no_tracing():
        return (yield)


# Each branch of domain/ is to be reached by its own tests, and to trace the others would take twice their time.
@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    with nullcontext() if item.path.is_relative_to(DOMAIN) else _no_tracing():
        return (yield)


# pytest-cov starts two in each process of xdist, one above the other.
@contextmanager
def _no_tracing() -> Iterator[None]:
    stopped = []
    while tracer := coverage.Coverage.current():
        tracer.stop()
        stopped.append(tracer)
    try:
        yield
    finally:
        for tracer in reversed(stopped):
            tracer.start()


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    return request.param


# The product is imported where it is used: the process that only hands out the tests begins three seconds sooner.
@pytest.fixture
def database_url(backend: str, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """An empty database of the server, or None for SQLite in the data folder."""
    from tests.support.postgresql import empty_database  # noqa: PLC0415

    if backend == "sqlite":
        return None
    # The server of the tests may be as busy as the machine.
    monkeypatch.setattr("storage.database.postgresql.CONNECT_TIMEOUT_SECONDS", 60)
    return empty_database()


@pytest.fixture(scope="session")
def _compiled_statements() -> Iterator[None]:
    from tests.support.compiled_statements import compiled_statements  # noqa: PLC0415

    with compiled_statements():
        yield


@pytest.fixture
def settings(tmp_path: Path, database_url: str | None, _compiled_statements: None) -> Settings:
    from tests.support.world import settings_in  # noqa: PLC0415

    return settings_in(tmp_path, database_url=database_url)


@pytest.fixture
async def restaurant(settings: Settings) -> AsyncIterator[Restaurant]:
    from tests.support.world import restaurant_on  # noqa: PLC0415

    async with restaurant_on(settings) as open_restaurant:
        yield open_restaurant
