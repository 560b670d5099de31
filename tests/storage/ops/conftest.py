"""Fixtures: a restaurant in which the doctor finds nothing wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from storage.backup.backup import create_backup
from storage.ops.doctor import network_checks
from storage.push.vapid import load_or_create_key

if TYPE_CHECKING:
    from storage.settings import Settings


@pytest.fixture
def kept_clock(monkeypatch):
    monkeypatch.setattr(network_checks, "_is_synchronized", lambda: True)


@pytest.fixture
def healthy(settings: Settings, monkeypatch) -> Settings:
    settings.data_dir.chmod(0o700)
    settings.database_file.chmod(0o600)
    load_or_create_key(settings.data_dir)
    create_backup(settings, datetime.now(UTC))
    monkeypatch.setattr(network_checks, "find_problem", lambda _: None)
    return settings.model_copy(
        update={"public_url": "https://bell.example", "vapid_subject": "mailto:owner@bell.example"}
    )
