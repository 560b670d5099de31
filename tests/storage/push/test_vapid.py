"""The key that signs notices (VAPID): it is made once, kept to its owner, and told from another's."""

from pathlib import Path

import pytest

from storage.push.vapid import KEY_FILE, load_or_create_key
from tests.support.push_restaurant import MAILBOX, push_restaurant


def test_key_is_never_written_into_a_foreign_file(tmp_path, monkeypatch):
    theirs = tmp_path / "theirs"
    theirs.touch()
    cleared = Path.unlink

    def quickly(path, *, missing_ok):
        cleared(path, missing_ok=missing_ok)
        path.symlink_to(theirs)

    monkeypatch.setattr(Path, "unlink", quickly)
    with pytest.raises(FileExistsError):
        load_or_create_key(tmp_path)
    assert theirs.read_bytes() == b""


async def test_invalid_key_is_told_and_not_replaced(tmp_path, caplog):
    (tmp_path / KEY_FILE).write_bytes(b"not a key")
    async with push_restaurant(tmp_path) as place:
        assert place.push.public_key == ""
    assert "push is off" in caplog.text
    assert "from a backup in its place" in caplog.text
    assert (tmp_path / KEY_FILE).read_bytes() == b"not a key"


@pytest.mark.parametrize("is_readable", [False, True])
async def test_mailbox_is_saved_beside_a_key_of_no_use(tmp_path, monkeypatch, *, is_readable):
    async with push_restaurant(tmp_path, vapid_subject=None) as place:
        (tmp_path / KEY_FILE).write_bytes(b"not a key")
        if not is_readable:
            monkeypatch.setattr(Path, "read_bytes", refuse)
        place.push._settings.vapid_subject = MAILBOX
        await place.push.follow_settings()
        assert place.push.public_key == ""


def refuse(_):
    raise PermissionError(13, "Permission denied")
