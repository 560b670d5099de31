"""The command line: each wrong setting, flag and command is answered with advice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from storage.ops.cli import COMMANDS
from storage.settings import Settings
from tests.support.command_line import run_command

pytestmark = pytest.mark.timeout(120)


ROOT = Path(__file__).parent.parent.parent


def test_each_wrong_setting_is_answered_with_advice(tmp_path: Path):
    wrong = {
        "PORT": ("eighty", "whole number"),
        "PUBLIC_URL": ("bell.example", "https://bell.example"),
        "TIMEZONE": ("Madrid", "Europe/Madrid"),
        "LANGUAGES": ("en,klingon", "one or more of en"),
        "STAFF_PIN": ("1234", "6 to 20 digits"),
        "API_KEY": ("short", "32 characters or more"),
        "DATABASE_URL": ("sqlite://", "sqlite:////path/to/orderbell.sqlite3"),
        "VAPID_SUBJECT": ("owner", "mailto:owner@restaurant.example"),
        "PUSH_EXTRA_ORIGINS": ("ftp://x", "https://push.example"),
        "KEEP_DAYS": ("0", "write 1 or more"),
        "READY_HOLD_SECONDS": ("-1", "write 0 or more"),
    }
    done = run_command(tmp_path, **{name: value for name, (value, _) in wrong.items()})
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    for name, (_, instead) in wrong.items():
        (line,) = [line for line in lines if f"ORDERBELL_{name}" in line]
        assert instead in line, line
    assert "1234" not in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_unknown_flag_and_command_are_refused(tmp_path: Path):
    assert run_command(tmp_path, "serve", "--prot", "80").returncode == 2
    done = run_command(tmp_path, "sevre")
    assert done.returncode == 2
    assert "caddyfile" in done.stderr


def test_help_names_every_command_and_setting(tmp_path: Path):
    done = run_command(tmp_path, "--help")
    assert done.returncode == 0
    for word in (*COMMANDS, *(f"--{name.replace('_', '-')}" for name in Settings.model_fields)):
        assert word in done.stdout


def test_a_working_directory_that_is_gone_will_do(tmp_path: Path):
    (gone := tmp_path / "gone").mkdir()
    command = ["sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh", sys.executable, ROOT / "main.py", "--help"]
    done = subprocess.run(command, cwd=gone, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_misspelt_setting_is_refused_before_any_file(tmp_path: Path):
    done = run_command(tmp_path, PUBLIC_ULR="https://bell.example")
    assert done.returncode == 2
    assert "ORDERBELL_PUBLIC_ULR is not a setting: did you mean ORDERBELL_PUBLIC_URL?" in done.stderr
    assert not (tmp_path / "data").exists()
