"""Firefox by WebDriver BiDi over a WebSocket: nothing between the tests and the browser that Debian ships."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import signal
import subprocess
from contextlib import asynccontextmanager, suppress

from websockets.asyncio.client import connect

from tests.support.browsers import firefox as firefox_path

_PREFERENCES = {
    "remote.prefs.recommended": True,
    "focusmanager.testmode": False,  # recommended for remote control, but then a worker brings no tab to the front
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "app.normandy.enabled": False,
    "intl.accept_languages": "en",
}
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Failed(Exception):
    """The browser refused a command, or a script in it raised."""


class Firefox:
    """One browser, with its tabs."""

    def __init__(self, socket):
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future] = {}
        self._listening = asyncio.create_task(self._listen())

    async def command(self, method, **params):
        number = next(self._numbers)
        waiting = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        async with asyncio.timeout(30):
            answer = await waiting
        if answer["type"] == "error":
            raise Failed(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]

    async def tabs(self) -> dict[str, str]:
        """Return the address of each open tab by its name."""
        tree = await self.command("browsingContext.getTree", maxDepth=0)
        return {context["context"]: context["url"] for context in tree["contexts"]}

    async def open(self, url):
        created = await self.command("browsingContext.create", type="tab")
        tab = Tab(self, created["context"])
        await tab.go(url)
        return tab

    async def permit(self, origin, state="granted"):
        await self.command(
            "permissions.setPermission", descriptor={"name": "notifications"}, state=state, origin=origin
        )

    async def quit(self):
        with suppress(Failed, TimeoutError, OSError):
            await self.command("browser.close")
        self._listening.cancel()

    async def _listen(self):
        with suppress(Exception):
            async for frame in self._socket:
                said = json.loads(frame)
                if (answer := self._answers.pop(said.get("id"), None)) and not answer.done():
                    answer.set_result(said)


class Tab:
    """One tab."""

    def __init__(self, browser, name):
        self._browser, self.name = browser, name

    async def go(self, url):
        await self._browser.command("browsingContext.navigate", context=self.name, url=url, wait="complete")

    async def close(self):
        await self._browser.command("browsingContext.close", context=self.name)

    async def front(self):
        await self._browser.command("browsingContext.activate", context=self.name)

    async def run(self, script):
        """Await a JavaScript expression in the page, as if in a tap; its value must fit into JSON."""
        result = await self._browser.command(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({script})))()",
            target={"context": self.name},
            awaitPromise=True,
            userActivation=True,
        )
        if result["type"] == "exception":
            raise Failed(result["exceptionDetails"]["text"])
        value = result["result"]
        return json.loads(value["value"]) if value["type"] == "string" else None

    async def until(self, script, seconds=10):
        """Wait until a JavaScript expression is true; return its value."""
        value = None
        for _ in range(int(seconds / 0.05)):
            with suppress(Failed):  # the page may be on its way to another
                if value := await self.run(script):
                    return value
            await asyncio.sleep(0.05)
        raise AssertionError(f"not true in the page within {seconds} s: {script}")

    async def tap(self, name, within="document"):
        """Tap the visible button whose name begins so."""
        find = f"""[...{within}.querySelectorAll('button')].find((button) => button.checkVisibility()
            && (button.ariaLabel ?? button.textContent).trim().startsWith({json.dumps(name)}))"""
        await self.until(f"!!({find})")
        await self.run(f"({find}).click()")


@asynccontextmanager
async def firefox(folder, environment, preferences):
    """Run Firefox with a fresh profile in this folder."""
    settings = {**_PREFERENCES, **preferences}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()]
    (folder / "user.js").write_text("\n".join(lines))
    surroundings = {**os.environ, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1", **environment}
    process = await asyncio.create_subprocess_exec(
        *(firefox_path(), "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port=0"),
        "about:blank",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=surroundings,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(60):
            address = await _address(process)
        drain = asyncio.create_task(_drain(process))
        async with connect(f"{address}/session", max_size=None) as socket:
            browser = Firefox(socket)
            await browser.command("session.new", capabilities={})
            yield browser
            await browser.quit()
        drain.cancel()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _address(process):
    async for line in process.stderr:
        if found := _LISTENING.search(line.decode()):
            return found[1]
    raise AssertionError("Firefox ended before it listened")


async def _drain(process):
    while await process.stderr.read(65536):
        pass
