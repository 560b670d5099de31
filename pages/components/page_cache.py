"""Page cache: static pages that are sent again and again, rendered and compressed once."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from pages.components.compression import accepts_gzip, compress

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from fastapi import Request

# Some 80 kB each, with the stylesheet.
MAX_PAGES = 32


class PageCache:
    """Keeps the pages that were asked for last. None of them may hold a nonce, or what only one visitor may read."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, tuple[bytes, bytes]] = OrderedDict()

    def answer(
        self,
        request: Request,
        status: int,
        key: Hashable,
        render: Callable[[], Response],
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Answer with the page of this key, which `render` makes when it is not kept."""
        if key not in self:
            page = bytes(render().body)
            self._pages[key] = page, compress(page)
            if len(self._pages) > MAX_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(key)
        plain, compressed = self._pages[key]
        all_headers = {**(headers or {}), "Cache-Control": "no-store", "Vary": "Accept-Encoding"}
        if not accepts_gzip(request.headers):
            return HTMLResponse(plain, status, all_headers)
        return HTMLResponse(compressed, status, {**all_headers, "Content-Encoding": "gzip"})

    def __contains__(self, key: Hashable) -> bool:
        """Whether the page of this key is kept."""
        return key in self._pages
