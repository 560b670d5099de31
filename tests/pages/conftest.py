"""Fixtures: the web application in this process, over ASGI, without network and browser."""

from __future__ import annotations

import gc
import itertools
from typing import TYPE_CHECKING

import httpx
import pytest
from argon2 import PasswordHasher
from nicegui import Client
from nicegui.testing.general import nicegui_reset_globals

from pages.app import web_app
from pages.security.security_headers import SecurityHeadersMiddleware
from storage.database.credentials import CredentialStore
from tests.support.app_context import context_of
from tests.support.known_routes import known_routes
from tests.support.live_server import serve_context
from tests.support.world import ADDRESS, API_KEY, PIN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from fastapi import FastAPI

    from pages.context import AppContext

FULL_COLLECTION_TESTS = 400


@pytest.fixture(scope="session", autouse=True)
def _known_routes() -> Iterator[None]:
    with known_routes():
        yield


# NiceGUI collects garbage around each test, and need not look at what was there before. What a test leaves is free only
# once pytest has let go of it, so now and then all is looked at.
@pytest.fixture(scope="session")
def _tests() -> Iterator[int]:
    return itertools.count()


# Before anything else of the test: what is made before NiceGUI is reset is bound to nothing afterwards.
@pytest.fixture(autouse=True)
def _fresh_nicegui(_tests: Iterator[int]) -> Iterator[None]:
    """Restore the pages and clients that NiceGUI keeps in its modules."""
    if next(_tests) % FULL_COLLECTION_TESTS == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
    with nicegui_reset_globals():
        yield
        Client.page_routes.clear()  # it would drop the modules of these pages, and ours with them


@pytest.fixture
async def context(restaurant, settings) -> AppContext:
    keys = CredentialStore(restaurant.database, settings)
    keys.pins._hasher = PasswordHasher(
        time_cost=1, memory_cost=8, parallelism=1
    )  # what guessers must wait for, tests need not
    await keys.open()
    return context_of(restaurant, settings, keys)


@pytest.fixture
async def app(context) -> AsyncIterator[FastAPI]:
    made = web_app(context)
    made.state.is_secure = lambda: context.is_secure
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
async def web(app) -> AsyncIterator[httpx.AsyncClient]:
    """Anybody's browser."""
    async with browser(app) as client:
        yield client


@pytest.fixture
async def api(app) -> AsyncIterator[httpx.AsyncClient]:
    """The till: it has the API key."""
    async with browser(app) as client:
        client.headers["Authorization"] = f"Bearer {API_KEY}"
        yield client


@pytest.fixture
async def staff(app) -> AsyncIterator[httpx.AsyncClient]:
    """A tablet that has signed in."""
    async with browser(app) as client:
        answer = await client.post("/login", data={"pin": PIN})
        assert answer.status_code == 303
        yield client


@pytest.fixture
async def live_server(context, monkeypatch) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application on a real port, with short timeouts for clients that leave."""
    monkeypatch.setattr("pages.components.live_page.RECONNECT_TIMEOUT_SECONDS", 0.2)
    monkeypatch.setattr("pages.security.engine_guards.MAX_JOIN_SECONDS", 2.0)
    async with serve_context(context) as client:
        yield client


def browser(app: FastAPI) -> httpx.AsyncClient:
    served = SecurityHeadersMiddleware(app, is_secure=getattr(app.state, "is_secure", bool))
    transport = httpx.ASGITransport(served, client=("192.0.2.7", 50000), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=ADDRESS)
