"""Command-line parsing: the command, its argument and the flags of the settings."""

from __future__ import annotations

from typing import NamedTuple

COMMANDS = {
    "serve": "open the restaurant (the default)",
    "demo": "open a simulated restaurant with a temporary database",
    "doctor": "check the installation, and say what to do",
    "backup": "make a verified backup, while OrderBell runs or not",
    "restore": "restore the newest backup, or the one that is named: restore NAME",
    "new-pin": "make another staff PIN; every tablet must sign in again, and an owner's PIN of /settings is taken away",
    "new-api-key": "make another API key; the previous one stays valid. --name till-2 names the sender",
    "unit": "print a systemd unit for this installation",
    "caddyfile": "print a Caddyfile for this installation: https in front of it. --upstreams 3 for so many processes",
}
_WITH_NAME = {"restore": "--name", "new-api-key": "--name", "caddyfile": "--upstreams"}


class Arguments(NamedTuple):
    """Parsed arguments. `name` is the command's argument; empty for its default."""

    command: str
    name: str
    flags: list[str]
    wants_help: bool

    @property
    def is_known(self) -> bool:
        """Whether the command exists."""
        return self.command in COMMANDS


def parse_arguments(argv: list[str]) -> Arguments:
    """Parse the arguments, without the program's name."""
    command, rest = _take_first(argv, "serve")
    name, flags = _take_name(rest, _WITH_NAME[command]) if command in _WITH_NAME else ("", rest)
    return Arguments(command, name, flags, bool({"-h", "--help"} & set(argv)))


def usage_text() -> str:
    """Return the list of commands; pydantic-settings adds the flags."""
    lines = [f"  {command:14}{purpose}" for command, purpose in COMMANDS.items()]
    return "\n".join(("usage: main.py [command] [flags]", "", "commands:", *lines))


def _take_name(arguments: list[str], name_flag: str) -> tuple[str, list[str]]:
    flag, is_joined, name = arguments[0].partition("=") if arguments else ("", "", "")
    if flag != name_flag:
        return _take_first(arguments, "")
    return (name, arguments[1:]) if is_joined else _take_first(arguments[1:], "")


def _take_first(arguments: list[str], default: str) -> tuple[str, list[str]]:
    is_given = bool(arguments) and not arguments[0].startswith("-")
    return (arguments[0], arguments[1:]) if is_given else (default, arguments)
