"""One process at a time on a database, whatever its name."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from storage.backup.data_folder import DataFolderError, open_data_folder
from storage.settings import Settings

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize("link", ["url", "symlink", "symlinked folder", "url through a symlink"])
def test_other_name_of_a_database_in_use_is_refused(tmp_path: Path, link: str):
    settings = _settings(tmp_path / "first")
    other = {"data_dir": tmp_path / "second"}
    with open_data_folder(settings):
        other["data_dir"].mkdir()
        if link == "url":
            other["database_url"] = f"sqlite:///{settings.database_file}"
        elif link == "symlink":
            (tmp_path / "second/orderbell.sqlite3").symlink_to(settings.database_file)
        elif link == "symlinked folder":
            other["data_dir"].rmdir()
            other["data_dir"].symlink_to(settings.data_dir)
        else:
            (tmp_path / "x.sqlite3").symlink_to(settings.database_file)
            other["database_url"] = f"sqlite:///{tmp_path}/x.sqlite3"
        second = Settings(_env_file=None, **other)
        with pytest.raises(DataFolderError, match="already running"), open_data_folder(second):
            pass


def test_lock_that_is_a_symlink_is_refused(tmp_path: Path):
    settings = _settings(tmp_path / "data")
    precious = tmp_path / "precious"
    precious.write_text("mine")
    settings.data_dir.mkdir(exist_ok=True)
    (settings.data_dir / "lock").symlink_to(precious)
    with pytest.raises(DataFolderError, match="cannot be used"), open_data_folder(settings):
        pass
    assert precious.read_text() == "mine"


def test_full_disk_asks_for_room_on_it(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    def write_nothing(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", write_nothing)
    with pytest.raises(DataFolderError, match=r"No space left on device\). Make room") as refused:
        open_data_folder(settings).__enter__()
    assert "ORDERBELL_DATA_DIR" not in str(refused.value)


def test_second_process_is_refused_and_told_the_holder(settings: Settings):
    with (
        open_data_folder(settings),
        pytest.raises(DataFolderError, match=r"already running on .* \(process \d+\)"),
        open_data_folder(settings),
    ):
        pass
    with open_data_folder(settings):
        pass


def _settings(folder: Path) -> Settings:
    folder.mkdir(exist_ok=True) if folder.parent.is_dir() else None
    return Settings(_env_file=None, data_dir=folder)
