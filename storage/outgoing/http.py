"""HTTP for outgoing messages, guarded against SSRF: what a webhook's address may reach is decided when it connects.

Addresses of private networks are refused unless the owner has named their origin. Redirects are not followed, no
proxy is taken from the environment, and an answer of more than MAX_ANSWER_BYTES is refused.
"""

from __future__ import annotations

import ipaddress
import socket
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from typing_extensions import override
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Mapping

TIMEOUT_SECONDS = 15
MAX_ANSWER_BYTES = 4 * 1024 * 1024
_SCHEMES = {"http", "https"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
# All else is a local translation, a retired form or not assigned (IANA, IPv6 address space).
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


class AddressRefused(OSError):
    """The address is one of a private network that the owner has not named, or no https."""


class NameRefused(OSError):
    """The name leads to a private network at present, or is none."""


class AnswerTooLong(OSError):
    """The answer is longer than MAX_ANSWER_BYTES."""


class GuardedHttp:
    """One HTTP session for all outgoing messages, opened with the first; `close` it.

    `named_origins` are the origins that the owner allows besides public ones by https.
    """

    def __init__(self, named_origins: Collection[str] = ()) -> None:
        self._named = frozenset(str(URL(origin).origin()) for origin in named_origins)
        self._session: aiohttp.ClientSession | None = None

    def check(self, url: str) -> None:
        """Raise AddressRefused for an address that nothing may be sent to, as far as it shows without the network."""
        self._read(url)

    # By the reader of the client itself: two readers disagree, of digits in other scripts for example.
    def _read(self, url: str) -> URL:
        try:
            read = URL(url)
        except ValueError:
            raise AddressRefused("write an address like https://shop.example/hook") from None
        host = read.raw_host
        if not host or read.user is not None or read.scheme not in _SCHEMES:
            raise AddressRefused("write an address like https://shop.example/hook")
        if str(read.origin()) in self._named:
            return read
        if read.scheme != "https":
            raise AddressRefused("only https, unless the owner names this origin")
        if _is_address(host) and not _is_public(host):
            raise AddressRefused("an address of a private network, which the owner has not named")
        return read

    async def request(
        self, method: str, url: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send a request; returns status, headers and body. Raises OSError, aiohttp.ClientError or TimeoutError."""
        async with self._answered(method, url, body, headers) as answer:
            return answer.status, answer.headers, await _read_whole(answer)

    async def post(self, url: str, *, body: bytes, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str]]:
        """Post a message; returns status and headers, for the body decides nothing. Raises what `request` does."""
        async with self._answered("POST", url, body, headers) as answer:
            with suppress(OSError, aiohttp.ClientError, TimeoutError):  # read, so that the connection serves again
                await _read_whole(answer)
            return answer.status, answer.headers

    @asynccontextmanager
    async def _answered(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str] | None
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        address = self._read(url)
        session = self._session = self._session or self._opened()
        try:
            async with session.request(method, address, data=body, headers=headers, allow_redirects=False) as answer:
                yield answer
        except aiohttp.ClientConnectorDNSError as error:
            raise (error.os_error if isinstance(error.os_error, NameRefused) else error) from None

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    def _opened(self) -> aiohttp.ClientSession:
        hosts = frozenset(URL(origin).raw_host or "" for origin in self._named)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=_GuardedResolver(hosts), use_dns_cache=False),
            timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS),
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )


class _GuardedResolver(AbstractResolver):
    """Resolves names to public addresses only: a name may lead elsewhere at each use (DNS rebinding)."""

    def __init__(self, named_hosts: Collection[str]) -> None:
        self._named_hosts, self._resolver = named_hosts, ThreadedResolver()

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        try:
            found = await self._resolver.resolve(host, port, family)
        except UnicodeError:  # by the codec idna
            raise NameRefused(f"{host} is no name") from None
        if host in self._named_hosts:
            return found
        public = [one for one in found if _is_public(one["host"])]
        if not public:
            raise NameRefused(f"{host} leads to a private network, which the owner has not named")
        return public

    @override
    async def close(self) -> None:
        await self._resolver.close()


# `read(n)` of aiohttp returns what has arrived, which may be the first packet of many.
async def _read_whole(answer: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for piece in answer.content.iter_any():
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise AnswerTooLong(f"the answer is longer than {MAX_ANSWER_BYTES // 1024**2} MB")
    return bytes(body)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_public(address: str) -> bool:
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv6Address):
        inner = _carried(one)
        return _is_public(str(inner)) if inner else one.is_global and one in _GLOBAL_UNICAST
    return one.is_global and not one.is_multicast


def _carried(one: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to: mapped, by 6to4, by Teredo or by NAT64."""
    if one in _NAT64:
        return ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
    return one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
