"""Start, and what is asked beside a running restaurant: each failure is answered with advice."""

from __future__ import annotations

import re
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import run_command
from tests.support.server_process import ServerProcess, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.timeout(120)
ROOT = Path(__file__).parent.parent.parent


def test_a_port_that_is_taken_is_named(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = run_command(tmp_path, HOST="127.0.0.1", PORT=str(other.getsockname()[1]))
    assert done.returncode == 2
    assert "ORDERBELL_PORT" in done.stderr
    assert "is open" not in done.stdout


def test_an_address_that_may_come_is_tried_again(tmp_path: Path):
    done = run_command(tmp_path, HOST="203.0.113.9")
    assert (done.returncode, done.stdout) == (75, "")
    assert "This machine has no address 203.0.113.9" in done.stderr


# There a visitor by IPv4 has an address such as ::ffff:127.0.0.1.
@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_this_machine_is_known_on_all_addresses(tmp_path: Path):
    with running_server(tmp_path, HOST="::") as served:
        assert served.ask("GET", "/metrics")[0] == 200


# Windows gives it the old code page of the machine when it is a file or a pipe.
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "shift_jis"])
def test_any_encoding_of_stdout_will_do(tmp_path: Path, encoding: str):
    served = ServerProcess(tmp_path, RESTAURANT_NAME="食堂 Żabka")
    served.surroundings = {"PYTHONIOENCODING": encoding}
    try:
        served.start()
    finally:
        served.stop()
    assert f"http://127.0.0.1:{served.port}/kitchen" in served.log.read_text(encoding)


def test_a_full_disk_behind_stdout_will_do(tmp_path: Path):
    served = ServerProcess(tmp_path)
    served.is_forked = False
    served.log.symlink_to("/dev/full")
    try:
        served.start()
    finally:
        served.stop()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with running_server(tmp_path_factory.mktemp("start")) as served:
        yield served


def test_second_start_on_the_same_data_is_refused(server: ServerProcess):
    done = run_command(server.folder, PORT="1")
    assert done.returncode == 2
    assert f"already running on {server.folder / 'data'} (process {server.pid})" in done.stderr
    assert server.answers()


def test_damaged_database_is_restored_from_a_backup(server: ServerProcess):
    before = server.order()
    assert "Backed up and verified" in run_command(server.folder, "backup").stdout
    assert "already running" in run_command(server.folder, "restore").stderr
    server.stop()
    with (server.folder / "data" / "orderbell.sqlite3").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 50_000)
    damaged = run_command(server.folder)
    assert (damaged.returncode, damaged.stdout) == (2, "")
    assert "was damaged" in damaged.stderr
    assert "main.py restore" in damaged.stderr
    assert run_command(server.folder).returncode == 2, "it does not begin empty the second time either"
    assert "Restored" in run_command(server.folder, "restore").stdout
    server.start()
    assert server.status(before)["stage"] == "received"


def test_missing_backup_is_answered_with_the_others(tmp_path: Path):
    done = run_command(tmp_path, "restore", "yesterday")
    assert done.returncode == 2
    assert "There is no backup yesterday" in done.stderr
    done = run_command(tmp_path, "backup")
    assert done.returncode == 2
    assert "There is no database" in done.stderr


def test_doctor_gives_advice_and_an_exit_status(tmp_path: Path):
    done = run_command(tmp_path, "doctor")
    assert done.returncode == 1
    assert "problems found" in done.stdout
    assert not (tmp_path / "data").exists()


def test_unit_and_caddyfile_fit_this_installation(tmp_path: Path):
    assert f'"{ROOT / "main.py"}" serve' in run_command(tmp_path, "unit").stdout
    printed = run_command(tmp_path, "caddyfile", PUBLIC_URL="https://bell.example")
    assert "reverse_proxy 127.0.0.1:8080" in printed.stdout
    assert run_command(tmp_path, "caddyfile").returncode == 2


def test_what_is_written_is_nobody_elses_to_read(server: ServerProcess):
    data = server.folder / "data"
    for path in (data, *data.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of a restaurant that has been open before."""
    folder = tmp_path_factory.mktemp("closed")
    made = run_command(folder, "new-pin")
    assert "The new staff PIN is" in made.stdout
    return folder


@pytest.fixture
def copied(closed: Path, tmp_path: Path) -> Iterator[Path]:
    """The same, for a test to break."""
    shutil.copytree(closed / "data", tmp_path / "data")
    yield tmp_path
    (tmp_path / "data").chmod(0o700)


def test_new_keys_are_made_while_it_is_closed(closed: Path):
    assert "obk_" in run_command(closed, "new-api-key").stdout
    assert "have the source till 2." in run_command(closed, "new-api-key", "--name", "till 2").stdout


@pytest.mark.parametrize(
    ("command", "name", "given"),
    [("new-pin", "STAFF_PIN", "904417"), ("new-api-key", "API_KEY", "obk_0123456789abcdefghijklmnopqr")],
)
def test_a_new_key_that_would_do_nothing_is_not_made(tmp_path: Path, command: str, name: str, given: str):
    done = run_command(tmp_path, command, **{name: given})
    assert (done.returncode, done.stdout) == (2, "")
    assert f"take ORDERBELL_{name} out and repeat" in done.stderr


@pytest.mark.parametrize(
    ("file", "mode", "command", "says"),
    [
        ("orderbell.sqlite3", 0o400, "serve", "cannot be opened: attempt to write a readonly database"),
        ("orderbell.sqlite3", 0o000, "serve", "cannot be opened: unable to open database file"),
        ("orderbell.sqlite3", 0o000, "backup", "could not be made in .*: unable to open database file"),
        ("", 0o500, "serve", "give this user the right to write there|attempt to write a readonly"),
        ("", 0o000, "serve", "Choose another with ORDERBELL_DATA_DIR, or give this user the right"),
        ("", 0o000, "backup", "could not be made in .*Permission denied"),
        ("", 0o000, "restore", "Choose another with ORDERBELL_DATA_DIR, or give this user the right"),
        ("", 0o000, "new-pin", "Choose another with ORDERBELL_DATA_DIR, or give this user the right"),
    ],
)
def test_missing_rights_are_named_in_one_line(copied: Path, file: str, mode: int, command: str, says: str):
    (copied / "data" / file).chmod(mode)
    done = run_command(copied, command)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(says, done.stderr), done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_the_doctor_goes_on_where_he_may_not_look(copied: Path):
    (copied / "data").chmod(0o000)
    done = run_command(copied, "doctor")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"WRONG  permissions: this user may not use {copied / 'data'}" in done.stdout
    assert f"chmod -R u+rwX {copied / 'data'}" in done.stdout
    assert "push: it is off" in done.stdout


def test_second_start_on_one_database_is_refused(tmp_path: Path):
    elsewhere = f"sqlite:///{tmp_path}/far/away/bell.sqlite3"
    with running_server(tmp_path / "first", DATABASE_URL=elsewhere) as first:
        done = run_command(tmp_path, DATABASE_URL=elsewhere)
        assert done.returncode == 2
        assert f"already running on {tmp_path}/far/away/bell.sqlite3 (process {first.pid})" in done.stderr
        assert "choose another with ORDERBELL_DATABASE_URL" in done.stderr
        assert "already running" in run_command(tmp_path, "restore", DATABASE_URL=elsewhere).stderr
