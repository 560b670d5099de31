"""Calls of a vendor's interface: JSON over guarded HTTP; what does not answer as it should raises NotReachable."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp

from domain.sources import NotReachable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from storage.outgoing.http import GuardedHttp


_NEXT_PAGE = re.compile(r'<[^<>?]*\?([^<>]*)>\s*;\s*rel="?next\b')


@contextmanager
def reading_answers() -> Iterator[None]:
    """Within it, an answer of another form than the vendor documents raises NotReachable."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise NotReachable("the answer could not be read") from error


@contextmanager
def signing_in() -> Iterator[None]:
    """Within it NotReachable has no status: the key is refused then, and not what is to be said with it."""
    try:
        yield
    except NotReachable as error:
        raise NotReachable(str(error), retry_after=error.retry_after) from error


class VendorApi:
    """One vendor's interface at an address, with the headers that prove who calls."""

    def __init__(self, http: GuardedHttp, address: str, headers: Mapping[str, str] | None = None) -> None:
        self._http, self._address, self._headers = http, address.rstrip("/"), dict(headers or {})

    async def call(self, method: str, path: str, body: object = None) -> Any:
        """Call and return the JSON of the answer, None for an empty one; raises NotReachable."""
        sent = None if body is None else json.dumps(body).encode()
        kind = {} if body is None else {"Content-Type": "application/json"}
        said = {"Accept": "application/json", **kind, **self._headers}
        return (await self._request(method, path, sent, said))[0]

    async def read_page(self, path: str, query: str) -> tuple[Any, str]:
        """Return the JSON of a page and the query of the next one, empty for the last (RFC 8288); raises NotReachable.

        Of the link no more than the query counts: the headers that prove who calls are for this address alone.
        """
        said = {"Accept": "application/json", **self._headers}
        answer, headers = await self._request("GET", f"{path}?{query}", None, said)
        found = _NEXT_PAGE.search(headers.get("Link", ""))
        return answer, found[1] if found else ""

    async def fetch_token(self, path: str, form: bytes) -> tuple[str, float]:
        """Return an access token by OAuth 2.0 client credentials (RFC 6749, section 4.4), and for how many seconds.

        Raises NotReachable.
        """
        said = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        with signing_in():
            answer, _ = await self._request("POST", path, form, said)
        token = answer.get("access_token") if isinstance(answer, dict) else None
        if not isinstance(token, str):
            raise NotReachable("the answer has no access token")
        seconds = answer.get("expires_in")
        return token, float(seconds) if isinstance(seconds, int | float) else 0.0

    async def _request(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[Any, Mapping[str, str]]:
        try:
            status, said, answer = await self._http.request(method, self._address + path, body=body, headers=headers)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise NotReachable(str(error) or type(error).__name__) from error
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            says = f"{method} {path.partition('?')[0]} was answered with {status}"
            raise NotReachable(says, status, said.get("Retry-After", ""))
        try:
            return (json.loads(answer) if answer.strip() else None), said
        except (ValueError, RecursionError) as error:
            raise NotReachable("the answer is no JSON", status) from error
