"""Files that monitors, crawlers and browsers ask of any site, whatever its pages say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import FileResponse, PlainTextResponse, Response

from pages.components.static_files import STATIC

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

# Nothing here is for search engines; what is kept from them is not listed, because everybody may read this (RFC 9309).
_ROBOTS = "User-agent: *\nDisallow: /\n"
_ICONS = {
    "/favicon.ico": "192.png",
    "/apple-touch-icon.png": "apple.png",
    "/apple-touch-icon-precomposed.png": "apple.png",
}
_FOR_A_DAY = {"Cache-Control": "public, max-age=86400"}


def site_files() -> APIRouter:
    """Return the routes of these files."""
    router = APIRouter(include_in_schema=False)

    @router.get("/robots.txt")
    async def robots() -> Response:
        return PlainTextResponse(_ROBOTS, headers=_FOR_A_DAY)

    for path, name in _ICONS.items():
        router.add_api_route(path, _file(name))
    return router


def _file(name: str) -> Callable[[], Awaitable[Response]]:
    async def answer() -> Response:
        return FileResponse(STATIC / "icons" / name, headers=_FOR_A_DAY)

    return answer
