"""WebKitGTK by WebDriver (W3C): Debian's webkit2gtk-driver, with its MiniBrowser on a display of its own (Xvfb)."""

from __future__ import annotations

import asyncio
import glob
import json
import shutil
import subprocess
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx

from tests.support.addresses import free_port
from tests.support.browsers import CannotBrowse
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ADVICE = "WebKitGTK is missing: apt-get install webkit2gtk-driver xvfb"
SECONDS = 60
_AS_JSON = "const say = arguments[0]; (async () => JSON.stringify(await ({})))().then(say, () => say(null));"


class WebKitFailed(Exception):
    """The browser refused a command, or a script in it raised."""


class WebKit:
    """One window."""

    def __init__(self, client: httpx.AsyncClient, session: str) -> None:
        self._client, self._session = client, session

    async def go(self, url: str) -> None:
        """Open a page."""
        await self._send("url", url=url)

    async def run(self, script: str) -> Any:
        """Await a JavaScript expression in the page; its value must fit into JSON."""
        value = await self._send("execute/async", script=_AS_JSON.replace("{}", script), args=[])
        return None if value is None else json.loads(value)

    async def _send(self, command: str, **said: object) -> Any:
        answer = (await self._client.post(f"/session/{self._session}/{command}", json=said)).json()
        value = answer["value"]
        if isinstance(value, dict) and "error" in value:
            raise WebKitFailed(f"{command}: {value['error']}: {value['message']}")
        return value


@asynccontextmanager
async def webkit(folder: Path) -> AsyncIterator[tuple[WebKit, str]]:
    """Run it with its profile in a folder; yields the window and the version. Raises CannotBrowse."""
    places = glob.glob("/usr/lib/*/webkit2gtk-4*/MiniBrowser")  # noqa: PTH207  there is no async one
    browser, driver, screen = next(iter(places), None), shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    if not browser or not driver or not screen:
        raise CannotBrowse(ADVICE)
    display, port = f":{free_port() % 1000 + 1000}", free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    shown = await asyncio.create_subprocess_exec(screen, display, "-screen", "0", "1280x1024x24", **quiet)
    surroundings = {
        "DISPLAY": display,
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    }
    served = await asyncio.create_subprocess_exec(driver, f"--port={port}", env=surroundings, **quiet)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=SECONDS) as client:
            await until(lambda: _answers(client))
            options = {"binary": str(browser), "args": ["--automation"]}
            wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
            made = (await client.post("/session", json={"capabilities": wanted})).json()["value"]
            yield WebKit(client, made["sessionId"]), made["capabilities"]["browserVersion"]
            await client.delete(f"/session/{made['sessionId']}")
    finally:
        for process in (served, shown):
            process.kill()
            await process.wait()


async def _answers(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/status")).is_success
    except httpx.TransportError:
        return False
