"""The tests' own push service: Mozilla's WebSocket protocol on the browser's side, RFC 8030 on ours.

It checks what a real one checks: see push_requests.py.
"""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.support.push_requests import Channel, Message, Received, decoded, status_of_form, vapid_claims

DELIVERED, UNDECRYPTABLE = 100, 101


@dataclass(frozen=True)
class Answer:
    """What to answer with instead of serving: a status, now, later or after an event, or a connection that is cut."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0
    after: asyncio.Event | None = None
    reset: bool = False


class FakePushService:
    """A push service on this machine.

    `script` holds answers for the next POSTs, `plans` for the next to each endpoint; `default` is one for all others.
    """

    def __init__(self):
        self.channels: dict[str, Channel] = {}
        self.received: list[Received] = []
        self.acknowledged: list[tuple[str, int]] = []
        self.script: list[Answer] = []
        self.plans: dict[str, list[Answer]] = {}
        self.default: Answer | None = None
        self.origin = ""
        self._browser: web.WebSocketResponse | None = None
        self._knows = True

    @property
    def socket_url(self):
        return self.origin.replace("http", "ws", 1) + "/"

    @asynccontextmanager
    async def running(self, port=0):
        app = web.Application()
        app.router.add_get("/", self._talk)
        app.router.add_post("/wpush/v2/{token}", self._take)
        app.router.add_post("/elsewhere", self._elsewhere)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        self.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await runner.cleanup()

    def register(self, key: bytes | None) -> str:
        """Open a channel, and return its endpoint."""
        channel = self._open(secrets.token_hex(8), key)
        return self._endpoint(channel)

    def waiting(self, endpoint: str) -> list[Message]:
        return self._channel(endpoint.rsplit("/", 1)[1]).waiting

    def drop(self, endpoint: str):
        """End a subscription: messages for it are answered with 410 from now on."""
        del self.channels[self._channel(endpoint.rsplit("/", 1)[1]).id]

    async def move(self):
        """Lose every subscription, and tell the browser so: it is another one to us when it comes back."""
        self.channels.clear()
        self._knows = False
        await self._browser.close()

    def _open(self, channel_id, key):
        return self.channels.setdefault(channel_id, Channel(channel_id, secrets.token_hex(16), key))

    def _endpoint(self, channel):
        return f"{self.origin}/wpush/v2/{channel.token}"

    def _channel(self, token):
        return next((channel for channel in self.channels.values() if channel.token == token), None)

    async def _talk(self, request):
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._hear(socket, json.loads(frame.data))
        if self._browser is socket:
            self._browser = None
        return socket

    async def _hear(self, socket, said):
        match said.get("messageType"):
            case None:
                await socket.send_str("{}")  # a ping
            case "hello":
                self._browser = socket
                uaid = (self._knows and said.get("uaid")) or secrets.token_hex(16)
                self._knows = True
                await socket.send_json(
                    {"messageType": "hello", "status": 200, "uaid": uaid, "use_webpush": True, "broadcasts": {}}
                )
                for channel in self.channels.values():
                    await self._deliver(channel)
            case "register":
                key = decoded(said["key"]) if said.get("key") else None
                endpoint = self._endpoint(self._open(said["channelID"], key))
                answer = {"channelID": said["channelID"], "status": 200, "pushEndpoint": endpoint}
                await socket.send_json({"messageType": "register"} | answer)
            case "unregister":
                self.channels.pop(said["channelID"], None)
                answer = {"channelID": said["channelID"], "status": 200}
                await socket.send_json({"messageType": "unregister"} | answer)
            case "ack":
                self._acknowledge(said["updates"])

    def _acknowledge(self, updates):
        for update in updates:
            self.acknowledged.append((update["channelID"], update.get("code")))
            if channel := self.channels.get(update["channelID"]):
                channel.waiting[:] = [m for m in channel.waiting if m.version != update["version"]]

    async def _deliver(self, channel):
        for message in channel.waiting if self._browser else ():
            data = base64.urlsafe_b64encode(message.body).rstrip(b"=").decode()
            frame = {"channelID": channel.id, "version": message.version, "data": data, "ttl": message.ttl}
            await self._browser.send_json({"messageType": "notification", "headers": {"encoding": "aes128gcm"}} | frame)

    async def _elsewhere(self, request):
        self.received.append(Received({}, await request.read(), request.path, status=201))
        return web.Response(status=201)

    async def _take(self, request):
        headers = {name.lower(): value for name, value in request.headers.items()}
        post = Received(headers, await request.read(), request.path)
        self.received.append(post)
        planned = self.plans.get(self.origin + request.path) or self.script
        answer = planned.pop(0) if planned else self.default
        if answer:
            return await self._answer_instead(request, post, answer)
        channel = self._channel(request.match_info["token"])
        post.status, post.why = self._judge(channel, post)
        if post.status == web.HTTPCreated.status_code:
            await self._keep(channel, post)
        return web.Response(status=post.status, text=post.why)

    async def _answer_instead(self, request, post, answer):
        if answer.after:
            await answer.after.wait()
        if answer.hang:
            await asyncio.sleep(answer.hang)
        if answer.reset:
            request.transport.abort()
        post.status = answer.status
        return web.Response(status=answer.status or 500, headers=answer.headers)

    def _judge(self, channel, post):
        if channel is None:
            return 410, "gone"
        try:
            post.claims = vapid_claims(post.headers.get("authorization", ""), self.origin, channel.key)
        except (ValueError, KeyError) as error:
            return 403, str(error)
        return status_of_form(post.headers, post.body)

    async def _keep(self, channel, post):
        topic = post.headers.get("topic")
        channel.waiting[:] = [m for m in channel.waiting if not topic or m.topic != topic]
        channel.waiting.append(Message(secrets.token_hex(8), post.body, topic, int(post.headers["ttl"])))
        await self._deliver(channel)
