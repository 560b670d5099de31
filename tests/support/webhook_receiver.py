"""A receiver of webhooks that answers by a plan, and checks each signature as Standard Webhooks says."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


class WebhookReceiver:
    """Keeps what came; `answer` returns the status and headers for a message id and the number of its attempt.

    The first message waits at the `gate`, if there is one.
    """

    def __init__(self) -> None:
        self.answer: Callable[[str, int], tuple[int, dict[str, str]]] = lambda _, __: (204, {})
        self.attempts: Counter[str] = Counter()
        self.taken: dict[str, dict] = {}
        self.secret, self.address = "", ""
        self.forged = 0
        self.signatures: list[int] = []
        self.gate: asyncio.Event | None = None

    async def receive(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), request.headers
        signatures = headers["webhook-signature"].split()
        self.signatures.append(len(signatures))
        if self._signature(headers, body) not in signatures:
            self.forged += 1
            return web.Response(status=401)
        message_id = headers["webhook-id"]
        self.attempts[message_id] += 1
        if self.gate and self.attempts.total() == 1:
            await self.gate.wait()
        status, more = self.answer(message_id, self.attempts[message_id])
        if status < 300:
            self.taken[message_id] = json.loads(body)
        return web.Response(status=status, headers=more)

    def kinds(self) -> list[str]:
        return [said["type"] for said in self.taken.values()]

    def _signature(self, headers, body: bytes) -> str:
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


@asynccontextmanager
async def serve_receiver() -> AsyncIterator[WebhookReceiver]:
    """Serve a receiver on this machine."""
    receiver, app = WebhookReceiver(), web.Application()
    app.router.add_post("/hook", receiver.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield receiver
    finally:
        await runner.cleanup()


WEBHOOKS = "/api/v1/webhooks"


async def log(api, receiver):
    return (await api.get(f"{WEBHOOKS}/{receiver.id}/messages")).json()


async def settled(api, receiver, count):
    return len([one for one in await log(api, receiver) if one["outcome"]]) >= count
