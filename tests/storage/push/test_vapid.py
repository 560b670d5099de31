"""The key that signs notices (VAPID): it is made once, kept to its owner, and told from another's."""

import base64
from pathlib import Path

import pytest

from storage.push.vapid import load_or_create_key
from tests.support.push_restaurant import push_restaurant


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


async def test_invalid_key_is_not_silently_replaced(tmp_path):
    (tmp_path / "vapid.pem").write_bytes(base64.b64decode("bm90IGEga2V5"))
    with pytest.raises(ValueError, match="PEM"):
        async with push_restaurant(tmp_path):
            pass
    assert (tmp_path / "vapid.pem").read_bytes() == b"not a key"
