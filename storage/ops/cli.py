"""Reading the command line: which command, on what, with which flags."""

from __future__ import annotations

from typing import NamedTuple

COMMANDS = {
    "serve": "open the restaurant (the default)",
    "demo": "open a restaurant that plays by itself, on a throw-away database",
    "doctor": "say in words what is wrong, and what to do",
    "backup": "make a verified backup, while OrderBell runs or not",
    "restore": "put the newest backup back, or the one that is named behind it",
    "new-pin": "make another staff PIN; every tablet signs in anew",
    "new-api-key": "make another API key; the one before lives on",
    "unit": "print a systemd unit for this installation",
    "caddyfile": "print a Caddyfile for this installation: https in front of it",
}
_NAMING = {"restore"}


class Arguments(NamedTuple):
    """What was asked for. `name` is what the command is to work on, empty for its default."""

    command: str
    name: str
    flags: list[str]
    wants_help: bool

    @property
    def is_known(self) -> bool:
        """Whether there is such a command."""
        return self.command in COMMANDS


def read(arguments: list[str]) -> Arguments:
    """Read the arguments, the program's own name left out."""
    command, rest = _first(arguments, "serve")
    name, flags = _first(rest, "") if command in _NAMING else ("", rest)
    return Arguments(command, name, flags, bool({"-h", "--help"} & set(arguments)))


def usage() -> str:
    """Return how to invoke the program; the flags are the settings' own to tell."""
    lines = [f"  {command:14}{says}" for command, says in COMMANDS.items()]
    return "\n".join(("usage: main.py [command] [flags]", "", "commands:", *lines))


def _first(arguments: list[str], default: str) -> tuple[str, list[str]]:
    is_given = bool(arguments) and not arguments[0].startswith("-")
    return (arguments[0], arguments[1:]) if is_given else (default, arguments)
