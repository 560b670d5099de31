"""Files for the machine around us, with this installation's own paths and address: a systemd unit, a Caddyfile."""

from __future__ import annotations

import os
import pwd
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import SecretStr

from storage.files import OperatorError
from storage.settings import EVERYWHERE

if TYPE_CHECKING:
    from storage.settings import Settings

PROGRAM = Path(__file__).resolve().parents[2] / "main.py"
_PRIVILEGED_PORTS = 1024
_OWN_USER = "orderbell"


class CannotWrite(OperatorError):
    """There is nothing to write yet; the message says what is missing."""


def unit(settings: Settings) -> str:
    """Return a systemd unit that runs this installation with these settings, and with no right it does not need."""
    data_dir, elsewhere = settings.data_dir, settings.database_file.parent
    capability = "CAP_NET_BIND_SERVICE" if settings.port < _PRIVILEGED_PORTS else ""
    return _UNIT.format(
        comments="\n".join(f"# {line}" for line in _comments(settings)),
        name=_escaped(settings.restaurant_name),
        user=_user(),
        folder=_escaped(str(PROGRAM.parent)),
        python=_escaped(sys.executable),
        program=_escaped(str(PROGRAM)),
        environment="\n".join(f'Environment="{_escaped(line)}"' for line in _environment(settings)),
        written=" ".join(f'"{_escaped(str(path))}"' for path in dict.fromkeys((data_dir, elsewhere))),
        home="read-only" if _is_at_home(PROGRAM, Path(sys.executable).resolve(), data_dir, elsewhere) else "yes",
        capability=capability,
    )


def caddyfile(settings: Settings) -> str:
    """Return a Caddyfile that puts https before this installation; raises CannotWrite without an https address."""
    if not settings.public_url or not settings.is_secure:
        raise CannotWrite(
            "A Caddyfile needs the name that guests reach you by, which must lead to this machine. "
            "Write it in ORDERBELL_PUBLIC_URL, like https://bell.example, and print the Caddyfile again."
        )
    host = "127.0.0.1" if settings.host in EVERYWHERE else settings.host
    behind = f"[{host}]:{settings.port}" if ":" in host else f"{host}:{settings.port}"
    return _CADDYFILE.format(site=urlsplit(settings.public_url).netloc, behind=behind)


def _comments(settings: Settings) -> list[str]:
    lines = [
        f"Save as /etc/systemd/system/{_OWN_USER}.service, then: systemctl daemon-reload",
        f"and: systemctl enable --now {_OWN_USER}. What it says: journalctl -u {_OWN_USER}",
    ]
    if _user() == _OWN_USER:
        lines += [
            "OrderBell needs no root. Make a user for it, who may read the program and owns the data:",
            f"useradd --system {_OWN_USER}; chown -R {_OWN_USER}: {settings.data_dir}",
        ]
        lines += [
            f"It cannot start: {closed} is closed to others. Install the program, and Python, under /opt."
            for closed in dict.fromkeys(_closed(path) for path in (PROGRAM, Path(sys.executable).resolve()))
            if closed
        ]
    if settings.staff_pin or settings.api_key:
        secrets = PROGRAM.parent / ".env"
        lines.append(f"STAFF_PIN and API_KEY are not in here: keep them in {secrets}, mode 0600, owned by {_user()}.")
    return lines


def _closed(path: Path) -> Path | None:
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & stat.S_IXOTH), None)


def _environment(settings: Settings) -> list[str]:
    given = {name: getattr(settings, name) for name in sorted(settings.model_fields_set | {"data_dir"})}
    if settings.database_url:
        given["database_url"] = f"sqlite:///{settings.database_file}"
    told = {name: value for name, value in given.items() if value is not None and not isinstance(value, SecretStr)}
    return [f"ORDERBELL_{name.upper()}={_written(value)}" for name, value in told.items()]


def _written(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _user() -> str:
    return pwd.getpwuid(os.getuid()).pw_name if os.getuid() else _OWN_USER


def _is_at_home(*paths: Path) -> bool:
    return any(path.is_relative_to(home) for path in paths for home in ("/home", "/root", "/run/user"))


# systemd.syntax(7): % begins a specifier, quotes and backslashes are its own. A line break would begin another setting.
def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return "".join(character if character.isprintable() else " " for character in plain)


_UNIT = """\
{comments}

[Unit]
Description={name}: live order tracking by OrderBell
Wants=network-online.target
After=network-online.target time-sync.target
StartLimitIntervalSec=120
StartLimitBurst=10

[Service]
Type=exec
User={user}
WorkingDirectory={folder}
ExecStart="{python}" "{program}" serve
{environment}
Restart=on-failure
RestartSec=2
# 2 is what only a person can mend: settings, a damaged database, a port that is taken.
RestartPreventExitStatus=2
KillMode=mixed
TimeoutStopSec=15
UMask=0077
LimitNOFILE=65536

ReadWritePaths={written}
ProtectSystem=strict
ProtectHome={home}
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
NoNewPrivileges=yes
CapabilityBoundingSet={capability}
AmbientCapabilities={capability}
LockPersonality=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service

[Install]
WantedBy=multi-user.target
"""

_CADDYFILE = """\
# Save as /etc/caddy/Caddyfile, then: systemctl reload caddy
# ORDERBELL_HOST=127.0.0.1 keeps others from going around Caddy.
{{
	log {{
		# An address with /t/ in it is a guest's secret, even in an error that Caddy logs.
		format filter {{
			wrap json
			fields {{
				request>uri regexp /t/[^/?]+ /t/hidden
			}}
		}}
	}}
}}

{site} {{
	respond /metrics 404
	reverse_proxy {behind}
}}
"""
