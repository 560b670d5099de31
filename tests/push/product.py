"""The product itself, started as its owner starts it, in a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.push.restaurant import MAILBOX, until

ROOT = Path(__file__).parent.parent.parent
PIN, API_KEY = "482913", "obk_of_the_tests_0123456789abcdef"


class Product:
    """A running OrderBell, spoken to over its REST interface."""

    def __init__(self, port, settings, http):
        self.address, self._settings, self._http = f"http://localhost:{port}", settings, http
        self._process = None

    async def start(self):
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "main.py", cwd=ROOT, env=surroundings | self._settings, stdout=asyncio.subprocess.DEVNULL
        )
        await until(self.answers, seconds=20)

    async def stop(self, how=signal.SIGTERM):
        if self._process.returncode is None:
            self._process.send_signal(how)
        await self._process.wait()

    async def answers(self):
        try:
            async with self._http.get(f"{self.address}/login") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    async def order(self, **said):
        """Place an order; returns it as the API writes it."""
        body = {"items": [{"name": "Lamb Biryani", "prep_minutes": 15}], "language": "en", **said}
        return await self.call("POST", "/api/v1/orders", body)

    async def tap(self, order, verb):
        return await self.call("POST", f"/api/v1/orders/{order['id']}/{verb}", {})

    async def call(self, method, path, body):
        headers = {"Authorization": f"Bearer {API_KEY}", "Accept": "application/json"}
        async with self._http.request(method, f"{self.address}{path}", json=body, headers=headers) as answer:
            assert answer.status < 300, await answer.text()
            return await answer.json() if answer.content_length else None


@asynccontextmanager
async def product(folder, **settings):
    """Serve a restaurant from this folder; its settings are named as in the environment, without ORDERBELL_."""
    port = _free_port()
    settings = {
        "DATA_DIR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PUBLIC_URL": f"http://localhost:{port}",
        "RESTAURANT_NAME": "La Campana",
        "STAFF_PIN": PIN,
        "API_KEY": API_KEY,
        "VAPID_SUBJECT": MAILBOX,
        "READY_HOLD_SECONDS": "1",
        **settings,
    }
    async with aiohttp.ClientSession() as http:
        running = Product(port, {f"ORDERBELL_{name}": value for name, value in settings.items()}, http)
        try:
            await running.start()
            yield running
        finally:
            await running.stop()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
