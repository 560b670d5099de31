"""What a trusted proxy says of the host is believed; what anybody else says of it is not."""

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from pages.server.forwarded_host import ForwardedHostMiddleware


async def seen_host(client, **headers):
    """Return the host that the application sees of a request."""

    async def app(scope, receive, send):
        await PlainTextResponse(Request(scope).headers["host"])(scope, receive, send)

    sent = []

    async def send(message):
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": raw, "client": client}
    await ForwardedHostMiddleware(app, proxies="127.0.0.1, 10.0.0.2")(scope, None, send)
    return sent[1]["body"].decode()


@pytest.mark.parametrize(
    ("client", "told", "host"),
    [
        (("127.0.0.1", 5), "vm.lan", "vm.lan"),
        (("10.0.0.2", 5), "forged.example, vm.lan", "vm.lan"),
        (("::ffff:127.0.0.1", 5), "vm.lan", "vm.lan"),
        (("10.0.0.3", 5), "vm.lan", "inner:8080"),
        (("::ffff:10.0.0.3", 5), "vm.lan", "inner:8080"),
        (("127.0.0.1", 5), "", "inner:8080"),
        (None, "vm.lan", "inner:8080"),
    ],
)
async def test_forwarded_host_counts_from_trusted_proxies(client, told, host):
    assert await seen_host(client, host="inner:8080", x_forwarded_host=told) == host
