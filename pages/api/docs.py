"""API documentation (OpenAPI and Swagger UI), served from here: no third party learns who reads it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI, Request
from markupsafe import Markup
from starlette.responses import FileResponse, Response
from typing_extensions import override

from pages.components.page_shell import PageShell, static_page
from pages.components.scripts import static_url
from pages.schemas.problem import Problem

if TYPE_CHECKING:
    from pages.context import AppContext

_SWAGGER = Path(str(files("fastapi_swagger"))) / "resources"
_ASSETS = ("swagger-ui-bundle.js", "swagger-ui.css")


_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "an API key: the first start prints one, and `main.py new-api-key` makes another",
}
# Vendors and printers prove themselves in ways of their own.
_WITHOUT_KEY = {"sources", "printers"}


class DescribedApp(FastAPI):
    """An application whose description has what all routes of the REST interface share: the problem and the API key.

    FastAPI would build a field of its own for each status of each route, though it only validates what succeeds; and
    it does not see the guards of a GuardedRoute.
    """

    @override
    def openapi(self) -> dict[str, Any]:
        document = super().openapi()
        document["components"]["schemas"].setdefault("Problem", Problem.model_json_schema())
        document["components"]["securitySchemes"] = {"key": _KEY}
        for operation in (one for operations in document["paths"].values() for one in operations.values()):
            if _WITHOUT_KEY.isdisjoint(operation["tags"]):
                operation["security"] = [{"key": []}]
        return document


def documentation(context: AppContext) -> APIRouter:
    """Return the routes of the documentation page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/api/docs")
    def docs(request: Request) -> Response:
        t = context.translator_for_request(request)
        # Swagger UI puts a main of its own in the place of this one.
        first = Markup('<div id="docs"><main>{}</main></div>').format(
            t.gettext("The interface is described in /api/openapi.json.")
        )
        style = Markup(
            '<link rel="stylesheet" href="/api/docs/swagger-ui.css"><link rel="stylesheet" href="{}">'
        ).format(static_url("api/api_docs.css"))
        start_script = "api/api_docs_start.js"
        shell = PageShell(
            translator=t, now=context.now(), first_html=first, start_script=start_script, links=(style,), is_live=False
        )
        return static_page(request, shell, f"API · {context.name}")

    @router.get("/api/docs/{name}")
    def asset(name: str) -> Response:
        return FileResponse(_SWAGGER / name) if name in _ASSETS else Response(status_code=404)

    return router
