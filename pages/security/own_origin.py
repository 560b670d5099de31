"""Own origin: a form is taken from a page of this restaurant only (CSRF)."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import Request

    from pages.ports import OriginPolicy

log = logging.getLogger(__name__)

# Of what a visitor chooses, a line of the log quotes so much.
MAX_LOGGED_CHARS = 100


class OriginRefused(Exception):
    """The request comes from a page at `origin` that is not known to be ours; `is_same` if it was sent to itself.

    A proxy may leave out the port (nginx, $host), so the port does not count here.
    """

    def __init__(self, origin: str, host: str) -> None:
        self.origin, self.is_same = origin, _name_of(origin.partition("://")[2]) == _name_of(host)
        name = f"set ORDERBELL_PUBLIC_URL={origin} if that is this restaurant's address"
        super().__init__(name if self.is_same else "it is another site's page")


def refuse_other_origin(request: Request, origins: OriginPolicy) -> None:
    """Raise OriginRefused for a request from a page of another origin."""
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    # Where a proxy has taken the origin away, the browser still says whether it is another (W3C, Fetch Metadata).
    if origin is None and request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
        origin = "null"
    if origin is not None and not origins.allows(origin, host, request.url.scheme):
        refused = OriginRefused(origin, host)
        shown = origin[:MAX_LOGGED_CHARS], host[:MAX_LOGGED_CHARS]
        says = str(OriginRefused(*shown))  # as a text: the log names an error by its class only
        log.warning("A request from a page at %s to %s was refused: %s", *shown, says)
        raise refused


def _name_of(host: str) -> str:
    return re.sub(r":\d*$", "", host.lower()).rstrip(".")
