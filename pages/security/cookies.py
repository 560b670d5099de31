"""Cookies of the staff: the session's and the device's, under names that other sites cannot set."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.responses import Response

COOKIE = "orderbell_staff"
COOKIE_SECONDS = 30 * 24 * 3600
DEVICE_COOKIE = "orderbell_device"
DEVICE_COOKIE_SECONDS = 400 * 24 * 3600
# Browsers take a cookie of this prefix from its own host only, and over https (RFC 6265bis, section 4.1.3.2).
HOST_PREFIX = "__Host-"
# Of one name: each is looked up.
MAX_VALUES = 16


def cookie_name(name: str, *, is_secure: bool) -> str:
    """Return the name under which a cookie is set."""
    return HOST_PREFIX + name if is_secure else name


def read_cookies(header: str, name: str, *, is_secure: bool) -> list[str]:
    """Return all values of a cookie, in the order in which they were sent: another site may have added one.

    Over https only the guarded name counts. Else both do, as a proxy may not say that it is https.
    """
    names = [HOST_PREFIX + name] if is_secure else [HOST_PREFIX + name, name]
    pairs = [pair.strip().partition("=") for pair in re.split("[;,]", header)]  # commas: engine.io joins headers so
    found = (value for wanted in names for key, _, value in pairs if key == wanted)
    return list(islice(found, MAX_VALUES))


def set_cookies(response: Response, session: str, device: str, *, is_secure: bool) -> None:
    """Set the cookies of session and device, HttpOnly and SameSite=Lax."""
    for name, value, life in ((COOKIE, session, COOKIE_SECONDS), (DEVICE_COOKIE, device, DEVICE_COOKIE_SECONDS)):
        named = cookie_name(name, is_secure=is_secure)
        response.set_cookie(named, value, max_age=life, httponly=True, samesite="lax", secure=is_secure, path="/")


def delete_session_cookies(response: Response) -> None:
    """Delete the session's cookie, under either name."""
    for is_secure in (False, True):
        response.delete_cookie(cookie_name(COOKIE, is_secure=is_secure), path="/", secure=is_secure, httponly=True)
