"""Deployment files: right for this installation, and accepted by systemd and Caddy."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import DeploymentError
from storage.ops.deployment import PROGRAM, render_caddyfile, render_systemd_unit
from storage.settings import Settings

ROOT = Path(__file__).parents[3]


def said(folder: Path, **more: object) -> Settings:
    return Settings(_env_file=None, data_dir=folder, **more)


def test_unit_has_the_paths_and_settings_in_use(tmp_path: Path):
    text = render_systemd_unit(said(tmp_path, port=9001, public_url="https://bell.example", languages="en,es"))
    for line in (
        f'ExecStart="{sys.executable}" "{PROGRAM}" serve',
        f"WorkingDirectory={ROOT}",
        f'ReadWritePaths="-{tmp_path}"',
        f'Environment="ORDERBELL_DATA_DIR={tmp_path}"',
        'Environment="ORDERBELL_PORT=9001"',
        'Environment="ORDERBELL_PUBLIC_URL=https://bell.example"',
        'Environment="ORDERBELL_LANGUAGES=en,es"',
        "ProtectSystem=strict",
    ):
        assert line in text.splitlines()
    assert PROGRAM.exists()


def test_a_user_without_a_name_is_numbered(monkeypatch, tmp_path: Path):
    monkeypatch.setattr("os.getuid", lambda: 4_000_123)
    assert "User=4000123" in render_systemd_unit(said(tmp_path)).splitlines()


def test_a_relative_data_folder_is_printed_in_full(monkeypatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    assert f'ReadWritePaths="-{tmp_path}/data"' in render_systemd_unit(Settings(_env_file=None))


def test_a_database_elsewhere_may_be_written_too(monkeypatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    text = render_systemd_unit(said(tmp_path / "data", database_url="sqlite:///far/bell.sqlite3"))
    assert f'ReadWritePaths="-{tmp_path}/data" "-{tmp_path}/far"' in text.splitlines()
    assert f'Environment="ORDERBELL_DATABASE_URL=sqlite:///{tmp_path}/far/bell.sqlite3"' in text.splitlines()


def run_own_steps(unit: str, folder: Path) -> str:
    """Run the steps that a unit names, with doubles of what needs a system's root; returns the calls of `chown`."""
    calls = folder / "calls"
    doubles = f"""
        useradd() {{ :; }}
        install() {{ [ "$1 $4 $5" = "-d -o orderbell" ] && command install -d "$2" "$3" "$6"; }}
        chown() {{ ls -d -- "${{@: -1}}" >/dev/null && echo "$*" >> {calls}; }}
        set -e
    """
    steps = "\n".join(re.findall("^# ((?:useradd|install|mkdir) .*)", unit, re.MULTILINE))
    subprocess.run(["bash", "-c", doubles + steps], check=True, timeout=60)
    return calls.read_text()


def test_own_steps_work_on_a_fresh_installation(monkeypatch, tmp_path: Path):
    monkeypatch.setattr("os.getuid", lambda: 0)
    data, far = tmp_path / "La Campana" / "data", tmp_path / "far"
    settings = said(data, database_url=f"sqlite:///{far}/bell.sqlite3")
    assert run_own_steps(render_systemd_unit(settings), tmp_path).splitlines() == [
        f"-R orderbell: {data}",
        f"orderbell: {far}",
    ]
    assert data.stat().st_mode & 0o777 == 0o700


def test_own_steps_leave_what_else_is_in_a_folder(monkeypatch, tmp_path: Path):
    monkeypatch.setattr("os.getuid", lambda: 0)
    for name in ("bell.sqlite3", "bell.sqlite3-wal", "photos.zip"):
        (tmp_path / name).touch()
    mode = tmp_path.stat().st_mode
    settings = said(tmp_path / "data", database_url=f"sqlite:///{tmp_path}/bell.sqlite3")
    given = run_own_steps(render_systemd_unit(settings), tmp_path).splitlines()[-1].split()[1:]
    assert given == [str(tmp_path), f"{tmp_path}/bell.sqlite3", f"{tmp_path}/bell.sqlite3-wal"]
    assert tmp_path.stat().st_mode == mode


def test_unreachable_program_is_reported(monkeypatch, tmp_path: Path):
    monkeypatch.setattr("os.getuid", lambda: 0)
    (tmp_path / "home").mkdir(mode=0o700)
    monkeypatch.setattr("storage.ops.deployment.PROGRAM", tmp_path / "home" / "main.py")
    assert "is closed to others. Install the program, and Python, under /opt" in render_systemd_unit(said(tmp_path))


def test_low_port_gets_one_capability_and_others_none(tmp_path: Path):
    assert "AmbientCapabilities=CAP_NET_BIND_SERVICE" in render_systemd_unit(said(tmp_path, port=443))
    assert "CapabilityBoundingSet=\n" in render_systemd_unit(said(tmp_path))


@pytest.mark.parametrize("name", ["La Campana", '50 % off "today"\\', "Über\nUser=root"])
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd to ask")
def test_systemd_accepts_the_unit_for_any_name(name: str, tmp_path: Path):
    text = render_systemd_unit(said(tmp_path, restaurant_name=name))
    assert "\nUser=root" not in text
    assert "%" not in text.replace("%%", ""), "systemd would read a specifier"
    file = tmp_path / "orderbell.service"
    file.write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(file)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_no_caddyfile_without_an_https_address(tmp_path: Path):
    for url in (None, "http://192.168.1.5:8080"):
        with pytest.raises(DeploymentError, match="ORDERBELL_PUBLIC_URL"):
            render_caddyfile(said(tmp_path, public_url=url))


@pytest.mark.parametrize(
    ("host", "behind"),
    [
        ("0.0.0.0", "127.0.0.1:9001"),  # noqa: S104  compared
        ("192.168.1.5", "192.168.1.5:9001"),
        ("::1", "[::1]:9001"),
    ],
)
def test_caddyfile_proxies_the_public_name_to_our_port(host: str, behind: str, tmp_path: Path):
    text = render_caddyfile(said(tmp_path, host=host, port=9001, public_url="https://bell.example:8443"))
    assert "bell.example:8443 {" in text.splitlines()
    assert f"\treverse_proxy {behind}" in text.splitlines()


@pytest.mark.skipif(not shutil.which("caddy"), reason="this machine has no Caddy to ask")
@pytest.mark.parametrize("upstreams", ["", "3"])
@pytest.mark.parametrize("port", ["", ":8443"])
def test_caddy_accepts_the_caddyfile_as_formatted(tmp_path: Path, port: str, upstreams: str):
    file = tmp_path / "Caddyfile"
    file.write_text(render_caddyfile(said(tmp_path, public_url=f"https://bell.example{port}"), upstreams))
    ours = {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    told = {"capture_output": True, "text": True, "env": ours, "timeout": 60}
    valid = subprocess.run(["caddy", "validate", "--adapter", "caddyfile", "--config", str(file)], check=False, **told)
    assert valid.returncode == 0, valid.stderr
    assert subprocess.run(["caddy", "fmt", str(file)], check=False, **told).stdout == file.read_text()


@pytest.mark.parametrize(("url", "takes"), [("https://bell.example", True), ("https://bell.example:8443", False)])
def test_caddy_takes_port_80_only_beside_443(tmp_path: Path, url: str, takes: bool):  # noqa: FBT001
    text = render_caddyfile(said(tmp_path, public_url=url))
    assert ("auto_https disable_redirects" not in text) is takes


def test_processes_share_the_guests_by_a_cookie(tmp_path: Path):
    lines = render_caddyfile(said(tmp_path, port=9001, public_url="https://bell.example"), "3").splitlines()
    assert "\treverse_proxy 127.0.0.1:9001 127.0.0.1:9002 127.0.0.1:9003 {" in lines
    assert {"\t\tlb_policy cookie orderbell_process", "\t\thealth_uri /readyz"} < set(lines)


@pytest.mark.parametrize("count", ["0", "many", "-1", "65"])
def test_impossible_number_of_processes_is_refused(count: str, tmp_path: Path):
    with pytest.raises(DeploymentError, match="--upstreams 3"):
        render_caddyfile(said(tmp_path, public_url="https://bell.example"), count)


def test_unit_of_several_processes_is_a_template(tmp_path: Path):
    text = render_systemd_unit(said(tmp_path, database_url="postgresql://bell:geheim@db/bell"))
    assert 'Environment="ORDERBELL_PORT=%i"' in text.splitlines()
    assert "orderbell@{8080..8082}" in text
    assert "geheim" not in text
    assert "keep ORDERBELL_DATABASE_URL in" in text


@pytest.mark.parametrize(
    ("given", "limit"),
    [
        ({}, "120"),
        ({"host": "::"}, "120"),
        ({"host": "127.0.0.1"}, "120"),
        ({"host": "192.168.1.5"}, "0"),
        ({"database_url": "postgresql://bell@db/bell"}, "0"),
    ],
)
def test_unit_waits_for_what_comes_late(given: dict[str, str], limit: str, tmp_path: Path):
    lines = render_systemd_unit(said(tmp_path, **given)).splitlines()
    assert f"StartLimitIntervalSec={limit}" in lines
    [after] = [line for line in lines if line.startswith("After=")]
    assert after.endswith(" postgresql.service") is ("database_url" in given)


def test_containerfile_copies_the_whole_program():
    lines = (ROOT / "Containerfile").read_text().splitlines()
    copied = {word for line in lines if line.startswith("COPY") and "--from" not in line for word in line.split()[1:-1]}
    assert copied == {"pyproject.toml", "main.py", "LICENSE", "domain", "storage", "pages"}
    assert all((ROOT / name).exists() for name in copied)


@pytest.mark.parametrize(
    "address",
    ["/t/{}", "/t/{}/status.json?lang=es", "/manifest.webmanifest?order={}", "/manifest.webmanifest?v=2&order={}&b=1"],
)
def test_caddy_writes_no_token_into_its_log(tmp_path: Path, address: str):
    text = render_caddyfile(said(tmp_path, public_url="https://bell.example"))
    [(pattern, put)] = re.findall(r'request>uri regexp "([^"]+)" "([^"]+)"', text)
    logged = re.sub(pattern, put.replace("${1}", r"\1"), address.format("Zx81-secret_token"))
    assert "secret" not in logged
    assert "hidden" in logged
