"""The documentation of the REST interface, from our own server: no third party learns who reads it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import FileResponse, Response

from pages.dressing import Dressing, plain_page, static_url

if TYPE_CHECKING:
    from pages.house import House

_SWAGGER = Path(str(files("fastapi_swagger"))) / "resources"
_ASSETS = ("swagger-ui-bundle.js", "swagger-ui.css")


def documentation(house: House) -> APIRouter:
    """Return the routes of the documentation page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/api/docs")
    def docs(request: Request) -> Response:
        words = house.words_for(request)
        first = Markup('<main id="docs">{}</main>').format(words("The interface is described in /api/openapi.json."))
        style = Markup('<link rel="stylesheet" href="/api/docs/swagger-ui.css">')
        scripts = (static_url("api_docs.js"),)
        dressing = Dressing(
            words=words, now=house.now(), first_html=first, scripts=scripts, links=(style,), is_live=False
        )
        return plain_page(request, dressing, f"API · {house.name}")

    @router.get("/api/docs/{name}")
    def asset(name: str) -> Response:
        return FileResponse(_SWAGGER / name) if name in _ASSETS else Response(status_code=404)

    return router
