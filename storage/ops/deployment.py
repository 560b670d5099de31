"""Deployment files with this installation's paths and address: systemd unit and Caddyfile."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import unicodedata
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import SecretStr
from pydantic_settings import DotEnvSettingsSource

from storage.errors import DeploymentError
from storage.files import name_user

if TYPE_CHECKING:
    from storage.settings import Settings

PROGRAM = Path(__file__).resolve().parents[2] / "main.py"
_MIN_UNPRIVILEGED_PORT = 1024
MAX_UPSTREAMS = 64
_INSTANCE_ENVIRONMENT = ["ORDERBELL_PORT=%i"]
_SERVICE_USER = "orderbell"
_HOSTS_WITHOUT_WAIT = {"0.0.0.0", "::", "127.0.0.1", "::1", "localhost"}  # noqa: S104  compared, not bound
# systemd.syntax(7): % starts a specifier, quotes and backslashes are special. A line break would start a new setting.
_UNIT_ESCAPES = str.maketrans({"%": "%%", '"': r"\"", "\\": r"\\", "\n": r"\n", "\t": r"\t"})
_templates = Environment(  # noqa: S701  no HTML; `escape_unit` quotes what systemd would interpret
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    trim_blocks=True,
    keep_trailing_newline=True,
)


def render_systemd_unit(settings: Settings) -> str:
    """Return a systemd unit that runs this installation with these settings and the least rights."""
    folders = list(dict.fromkeys((settings.data_dir, settings.database_folder)))
    capability = "CAP_NET_BIND_SERVICE" if settings.port < _MIN_UNPRIVILEGED_PORT else ""
    return _templates.get_template("orderbell.service.j2").render(
        comments=_comments(settings),
        name=_escape_unit(" ".join(settings.restaurant_name.split())),
        user=_user(),
        folder=_escape_unit(str(PROGRAM.parent)),
        python=_escape_unit(sys.executable),
        program=_escape_unit(str(PROGRAM)),
        environment=[*map(_escape_unit, _environment(settings)), *_INSTANCE_ENVIRONMENT * settings.is_shared],
        writable=[_escape_unit(str(path)) for path in folders],
        home="read-only" if _is_at_home(PROGRAM, Path(sys.executable).resolve(), *folders) else "yes",
        capability=capability,
        is_shared=settings.is_shared,
        waits=settings.is_shared or settings.host not in _HOSTS_WITHOUT_WAIT,
    )


def render_caddyfile(settings: Settings, upstreams: str = "") -> str:
    """Return a Caddyfile for https in front of this installation; raises DeploymentError without an https address.

    `upstreams` is how many processes serve, on this port and those above it.
    """
    if upstreams and not (upstreams.isdecimal() and 0 < int(upstreams) <= MAX_UPSTREAMS):
        raise DeploymentError(f"Write the number of processes, 1 to {MAX_UPSTREAMS}, for example: --upstreams 3")
    if not settings.public_url or not settings.is_secure:
        raise DeploymentError(
            "A Caddyfile needs the name that guests reach you by, which must lead to this machine. "
            "Write it on /settings or in ORDERBELL_PUBLIC_URL, like https://bell.example, and print this again."
        )
    places = [f"{settings.local_host}:{settings.port + number}" for number in range(int(upstreams or 1))]
    site = urlsplit(settings.public_url)
    return _templates.get_template("Caddyfile.j2").render(
        site=site.netloc, has_own_port=site.port is not None, upstreams=places, closes_slowly=_closes_slowly()
    )


def _comments(settings: Settings) -> list[str]:
    unit = f"{_SERVICE_USER}@" if settings.is_shared else _SERVICE_USER
    started = f"{unit}{{{settings.port}..{settings.port + 2}}}" if settings.is_shared else unit
    log = f"'{unit}*'" if settings.is_shared else unit
    lines = [
        f"Save as /etc/systemd/system/{unit}.service, then: systemctl daemon-reload",
        f"and: systemctl enable --now {started}. Its log: journalctl -u {log}",
    ]
    if settings.is_shared:
        lines.append("A template: each instance is a process, named by its port.")
    if _user() == _SERVICE_USER:
        lines += [
            "OrderBell needs no root. First make a user for it, who may read the program and owns the data:",
            f"useradd --system {_SERVICE_USER}",
            *_ownership_steps(settings),
        ]
        lines += [
            f"It cannot start: {closed} is closed to others. Install the program, and Python, under /opt."
            for closed in dict.fromkeys(_find_closed_folder(path) for path in (PROGRAM, Path(sys.executable).resolve()))
            if closed
        ]
    if _names_in_env_file(settings):
        file = PROGRAM.parent / ".env"
        lines.append(f"The settings in {file} are not repeated here: a change there counts at the next start.")
    if hidden := _hidden_names(settings):
        secrets = PROGRAM.parent / ".env"
        lines.append(f"Secrets are not in here: keep {hidden} in {secrets}, mode 0600, owned by {_user()}.")
    return lines


# The database's folder may hold what is others': those files stay theirs.
def _ownership_steps(settings: Settings) -> list[str]:
    data, folder = shlex.quote(str(settings.data_dir)), settings.database_folder
    steps = [f"install -d -m 0700 -o {_SERVICE_USER} {data}; chown -R {_SERVICE_USER}: {data}"]
    if folder != settings.data_dir:
        files = sorted(path for path in folder.glob("*") if path.name.startswith(settings.database_file.name))
        owned = shlex.join(map(str, (folder, *files)))
        steps.append(f"mkdir -p {shlex.quote(str(folder))}; chown {_SERVICE_USER}: {owned}")
    return steps


# Debian 12 has Caddy 2.6, which refuses a file with a word that it does not know.
def _closes_slowly() -> bool:
    caddy = shutil.which("caddy")
    version = subprocess.run([caddy, "version"], capture_output=True, text=True, check=False) if caddy else None  # noqa: S603  a program of the machine's own
    return version is None or [int(part) for part in re.findall(r"\d+", version.stdout)[:2]] >= [2, 7]


def _hidden_names(settings: Settings) -> str:
    names = ["database_url"] if settings.is_shared else []
    names += [name for name, value in settings if isinstance(value, SecretStr)]
    return ", ".join(f"ORDERBELL_{name.upper()}" for name in names)


def _find_closed_folder(path: Path) -> Path | None:
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & stat.S_IXOTH), None)


def _environment(settings: Settings) -> list[str]:
    in_file = _names_in_env_file(settings)
    given = {name: getattr(settings, name) for name in sorted((settings.model_fields_set | {"data_dir"}) - in_file)}
    if settings.is_shared:  # each instance has its own port, and the URL holds a password
        given = {name: value for name, value in given.items() if name not in {"port", "database_url"}}
    elif given.get("database_url"):
        given["database_url"] = f"sqlite:///{settings.database_file}"
    shown = {name: value for name, value in given.items() if value is not None and not isinstance(value, SecretStr)}
    return [f"ORDERBELL_{name.upper()}={_format_value(value)}" for name, value in shown.items()]


# The environment stands above .env: what the unit repeated of it, a later change there would not reach.
def _names_in_env_file(settings: Settings) -> set[str]:
    if Path.cwd() != PROGRAM.parent:
        return set()
    probe, kind = settings.model_copy(), type(settings)
    given = {name: value for name, value in DotEnvSettingsSource(kind)().items() if name in kind.model_fields}
    for name, value in given.items():
        setattr(probe, name, value)
    return {name for name in given if getattr(probe, name) == getattr(settings, name)}


def _format_value(value: object) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


# Windows has no numbers of users, and must be able to print a unit for a server.
def _user() -> str:
    number = os.getuid() if hasattr(os, "getuid") else 0
    return name_user(number) if number else _SERVICE_USER


def _is_at_home(*paths: Path) -> bool:
    return any(path.is_relative_to(home) for path in paths for home in ("/home", "/root", "/run/user"))


# Of control characters systemd takes line breaks and tabs only, escaped; half a surrogate pair cannot be printed.
def _escape_unit(text: str) -> str:
    escaped = text.translate(_UNIT_ESCAPES)
    return "".join(" " if unicodedata.category(character) in {"Cc", "Cs"} else character for character in escaped)
