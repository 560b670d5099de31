"""A desktop of the tests' own: a private session bus with a notification server that records, and can click."""

import asyncio
import subprocess
from contextlib import asynccontextmanager
from dataclasses import dataclass

from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""


@dataclass(frozen=True)
class Notification:
    """A notification that a program asked the desktop to show."""

    id: int
    program: str
    title: str
    body: str


class Desktop:
    """What the user's desktop was asked to show, the earliest first. `environment` makes a program use it."""

    def __init__(self, address, server):
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": address}
        self._server = server

    @property
    def shown(self) -> list[Notification]:
        return self._server.shown

    @property
    def on_screen(self) -> list[Notification]:
        """What has not been closed or replaced."""
        return list({note.id: note for note in self.shown if note.id not in self._server.closed}.values())

    def click(self, note: Notification):
        self._server.ActionInvoked(note.id, "default")


@asynccontextmanager
async def desktop(folder):
    """Run a bus with the notification server on it."""
    config = folder / "bus.conf"
    config.write_text(_CONFIG.format(path=folder / "bus"))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    address = (await process.stdout.readline()).decode().strip()
    bus = await MessageBus(address).connect()
    server = _Server()
    bus.export(PATH, server)
    await bus.request_name(NAME)
    try:
        yield Desktop(address, server)
    finally:
        bus.disconnect()
        process.terminate()
        await process.wait()


# The annotations are D-Bus signatures, which dbus-fast reads from them as text.
class _Server(ServiceInterface):
    def __init__(self):
        super().__init__(NAME)
        self.shown = []
        self.closed = set()

    @dbus_method()
    def GetCapabilities(self) -> "as":  # noqa: N802, F722
        return ["body", "actions", "persistence", "icon-static"]

    @dbus_method()
    def GetServerInformation(self) -> "ssss":  # noqa: N802, F821
        return ["tests", "tests", "1", "1.2"]

    @dbus_method()
    def Notify(  # noqa: N802, PLR0917
        self,
        program: "s",  # noqa: F821
        replaces: "u",  # noqa: F821
        icon: "s",  # noqa: F821, ARG002
        summary: "s",  # noqa: F821
        body: "s",  # noqa: F821
        actions: "as",  # noqa: F722, ARG002
        hints: "a{sv}",  # noqa: F722, ARG002
        expires: "i",  # noqa: F821, ARG002
    ) -> "u":  # noqa: F821
        note = Notification(replaces or len(self.shown) + 1, program, summary, body)
        self.shown.append(note)
        return note.id

    @dbus_method()
    def CloseNotification(self, note: "u"):  # noqa: N802, F821
        self.closed.add(note)
        self.NotificationClosed(note, 3)

    @dbus_signal()
    def NotificationClosed(self, note: "u", reason: "u") -> "uu":  # noqa: N802, F821
        return [note, reason]

    @dbus_signal()
    def ActionInvoked(self, note: "u", action: "s") -> "us":  # noqa: N802, F821
        return [note, action]
