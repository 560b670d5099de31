"""Return address: the page that the sign-in leads back to, with its query, for the kitchen's station is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from fastapi import Request

KITCHEN = "/kitchen"
OWNER_PATHS = ("/menu", "/reports", "/settings", "/deliveries", "/welcome")
STAFF_PATHS = (KITCHEN, "/orders/new", "/orders", "/board", *OWNER_PATHS)
# Quoted within the sign-in's address it may be three times as long, and proxies take some kilobytes of one.
MAX_ADDRESS_CHARS = 500


def page_address(request: Request) -> str:
    """Return the address of a request's page within this site, without its query where that is very long."""
    path, query = request.url.path, request.url.query
    address = f"{path}?{query}" if query else path
    return address if len(address) <= MAX_ADDRESS_CHARS else path


def sign_in_address(address: str) -> str:
    """Return the address of the sign-in that leads back to this one."""
    return f"/login?next={quote(address, safe='')}"


def sign_in_again_address(request: Request) -> str:
    """Return the address of the sign-in for an open page whose session has ended.

    It leads back to the page, but not to an owner's: who signs in next may be a cook.
    """
    address = page_address(request)
    return "/login" if path_of(address) in OWNER_PATHS else sign_in_address(address)


def return_address(request: Request) -> str:
    """Return the staff page that a request for the sign-in wishes to go back to, or the kitchen: never another site."""
    address = request.query_params.get("next", KITCHEN)
    is_ours = path_of(address) in STAFF_PATHS and len(address) <= MAX_ADDRESS_CHARS
    return address if is_ours else KITCHEN


def path_of(address: str) -> str:
    """Return the path of an address within this site."""
    return address.partition("?")[0]
