"""The product in a process, started as its owner starts it, which a test may stop, kill and restart."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import psutil
from tzlocal import get_localzone_name

from tests.support.addresses import free_port
from tests.support.started_process import ForkedProcess, StartedProcess
from tests.support.world import API_KEY, PIN, blank_database

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_START_SECONDS = 120.0
MAX_ANSWER_SECONDS = 60.0


class ServerProcess:
    """An OrderBell on a data folder. `public_port` is where its guests come in, when that is not its own port.

    `surroundings` are further variables of its environment.
    """

    is_forked = True  # from a process that has imported the product; otherwise by its command line, as owners start it

    def __init__(self, folder: Path, public_port: int | None = None, port: int | None = None, **settings: str) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.port = folder, port or free_port()
        self.public_port = public_port or self.port
        zone = ZoneInfo(settings.get("TIMEZONE") or get_localzone_name())
        self.said = {
            "DATA_DIR": str(folder / "data"),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "RESTAURANT_NAME": "La Campana",
            "STAFF_PIN": PIN,
            "API_KEY": API_KEY,
            "BUSINESS_DAY_STARTS": pick_day_start(datetime.now(zone)),
            **settings,
        }
        self.surroundings: dict[str, str] = {}
        self._process: ForkedProcess | StartedProcess | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.public_port}"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def exit_status(self) -> int | None:
        assert self._process is not None
        return self._process.exit_status()

    def send(self, how: signal.Signals) -> None:
        os.kill(self.pid, how)

    def start(self) -> float:
        """Start; returns the seconds until it answered."""
        begun = time.monotonic()
        if self.is_forked:
            self._put_blank_database()
        said = {"PUBLIC_URL": self.address, **self.said}
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "ORDERBELL"))
        }
        environment |= {f"ORDERBELL_{name}": value for name, value in said.items()} | self.surroundings
        self._process = (ForkedProcess if self.is_forked else StartedProcess)(environment, self.log)
        while not self.answers():
            assert self.exit_status is None, self.log.read_text()[-2000:]
            assert time.monotonic() - begun < MAX_START_SECONDS, "it did not start"
            time.sleep(0.02)
        return time.monotonic() - begun

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it as a service manager would, or worse."""
        if self._process and self.exit_status is None:
            self.send(how)
            self._process.wait()

    # To migrate takes longer than all the rest of a forked start.
    def _put_blank_database(self) -> None:
        file = self.folder / "data" / "orderbell.sqlite3"
        if "DATABASE_URL" not in self.said and not file.parent.exists():
            file.parent.mkdir(mode=0o700)
            shutil.copy(blank_database(), file)
            file.chmod(0o600)

    def answers(self) -> bool:
        try:
            return self.ask("GET", "/login")[0] == http.client.OK
        except OSError:
            return False

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask without a proxy between; returns status, headers and body."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=MAX_ANSWER_SECONDS)
        try:
            if isinstance(body, dict | list):
                headers, body = {"Content-Type": "application/json", **headers}, json.dumps(body)
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            line.close()

    def api(self, method: str, path: str, body: object = None) -> Any:
        """Ask the REST interface, with the key; fails unless it says yes."""
        status, _, answer = self.ask(method, f"/api/v1{path}", body, Authorization=f"Bearer {API_KEY}")
        assert status < 300, answer
        return json.loads(answer)

    def order(self, *names: str, **said: object) -> dict[str, Any]:
        """Place an order; `token` is added to what the interface says of it."""
        lines = [{"name": name, "prep_minutes": 12} for name in names or ("Garlic Naan", "Chicken Tikka Masala")]
        placed = self.api("POST", "/orders", {"items": lines, "language": "en", **said})
        return placed | {"token": placed["tracking_url"].rsplit("/", 1)[1]}

    def tap(self, order: dict[str, Any], verb: str, **said: object) -> dict[str, Any]:
        return self.api("POST", f"/orders/{order['id']}/{verb}", said or {})

    def status(self, order: dict[str, Any]) -> dict[str, Any]:
        return json.loads(self.ask("GET", f"/t/{order['token']}/status.json")[2])

    def try_pin(self, pin: str, jar: dict[str, str] | None = None, **said: str) -> tuple[int, dict[str, str]]:
        """Try a PIN; returns the status, and the cookies as a browser would keep them."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=MAX_ANSWER_SECONDS)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie_header(jar or {})}
        line.request("POST", "/login", urlencode({"pin": pin, **said}), headers)
        answer = line.getresponse()
        answer.read()
        line.close()
        fresh = dict(header.split(";")[0].split("=", 1) for header in answer.headers.get_all("Set-Cookie") or [])
        return answer.status, {**(jar or {}), **fresh}

    def sign_in(self, jar: dict[str, str] | None = None, **said: str) -> dict[str, str]:
        """Sign in; returns the cookies."""
        status, fresh = self.try_pin(PIN, jar, **said)
        assert status == http.client.SEE_OTHER, status
        return fresh

    def see(self, path: str, jar: dict[str, str] | None = None) -> tuple[int, str]:
        """Open a page with these cookies; returns status and body."""
        status, _, body = self.ask("GET", path, Cookie=cookie_header(jar or {}))
        return status, body.decode()

    def pages(self) -> int:
        """Return how many pages NiceGUI holds."""
        metrics = self.ask("GET", "/metrics")[2].decode()
        return int(float(re.search(r"^orderbell_pages (\S+)$", metrics, re.MULTILINE)[1]))

    def memory(self) -> int:
        """Return how many bytes of memory it holds."""
        assert self._process is not None
        return psutil.Process(self._process.pid).memory_info().rss


@contextmanager
def running_server(folder: Path, public_port: int | None = None, **settings: str) -> Iterator[ServerProcess]:
    """Serve a restaurant from this folder; settings are named as in the environment, without ORDERBELL_."""
    server = ServerProcess(folder, public_port, **settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def pick_day_start(now: datetime) -> str:
    """Return a time of day that no test reaches: at any hour, an order for two hours later is for the same day."""
    return f"{now + timedelta(hours=12):%H:%M}"


def cookie_header(jar: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in jar.items())
