"""HTTP for outgoing messages, guarded against SSRF: what a webhook's address may reach is decided when it connects.

Addresses of private networks are refused unless the owner has named their origin. Redirects are not followed, no
proxy is taken from the environment, and an answer is read to MAX_ANSWER_BYTES only.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

TIMEOUT_SECONDS = 15
MAX_ANSWER_BYTES = 4 * 1024 * 1024
_DEFAULT_PORTS = {"http": 80, "https": 443}


class AddressRefused(OSError):
    """The address is one of a private network that the owner has not named, or no https."""


class GuardedHttp:
    """One HTTP session for all outgoing messages, opened with the first; `close` it.

    `named_origins` are the origins that the owner allows besides public ones by https.
    """

    def __init__(self, named_origins: Collection[str] = ()) -> None:
        self._named = frozenset(named_origins)
        self._session: aiohttp.ClientSession | None = None

    def check(self, url: str) -> None:
        """Raise AddressRefused for an address that nothing may be sent to, as far as it shows without the network."""
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            raise AddressRefused("the port is no number") from None
        if not parts.hostname or parts.username or parts.scheme not in _DEFAULT_PORTS:
            raise AddressRefused("write an address like https://shop.example/hook")
        if self._is_named(parts.scheme, parts.hostname, port):
            return
        if parts.scheme != "https":
            raise AddressRefused("only https, unless the owner names this origin")
        if _is_address(parts.hostname) and not _is_public(parts.hostname):
            raise AddressRefused("an address of a private network, which the owner has not named")

    async def request(
        self, method: str, url: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send a request; returns status, headers and body. Raises OSError, aiohttp.ClientError or TimeoutError."""
        self.check(url)
        session = self._session = self._session or self._opened()
        async with session.request(method, url, data=body, headers=headers, allow_redirects=False) as answer:
            return answer.status, answer.headers, await answer.content.read(MAX_ANSWER_BYTES)

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    def _opened(self) -> aiohttp.ClientSession:
        hosts = frozenset(urlsplit(origin).hostname or "" for origin in self._named)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=_GuardedResolver(hosts), use_dns_cache=False),
            timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS),
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    def _is_named(self, scheme: str, host: str, port: int | None) -> bool:
        shown = f"[{host}]" if ":" in host else host
        has_port = port is not None and port != _DEFAULT_PORTS[scheme]
        return f"{scheme}://{shown}{f':{port}' if has_port else ''}" in self._named


class _GuardedResolver(AbstractResolver):
    """Resolves names to public addresses only: a name may lead elsewhere at each use (DNS rebinding)."""

    def __init__(self, named_hosts: Collection[str]) -> None:
        self._named_hosts, self._resolver = named_hosts, ThreadedResolver()

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        if host in self._named_hosts:
            return found
        public = [one for one in found if _is_public(one["host"])]
        if not public:
            raise AddressRefused(f"{host} leads to a private network, which the owner has not named")
        return public

    @override
    async def close(self) -> None:
        await self._resolver.close()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_public(address: str) -> bool:
    one: Any = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(one, "ipv4_mapped", None)
    return bool((mapped or one).is_global) and not one.is_multicast
