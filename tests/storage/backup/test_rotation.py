"""When a backup is due, and which older ones are deleted."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.backup.backup import choose_kept, create_backup, list_backups, newest_backup, rotate
from storage.backup.nightly import is_due
from tests.support.world import EVENING

if TYPE_CHECKING:
    from storage.settings import Settings


pytestmark = pytest.mark.sqlite


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_backup_is_due_when_none_was_made_that_night(settings: Settings):
    night = EVENING - 15 * HOUR
    assert is_due(settings, EVENING, night)
    create_backup(settings, night - HOUR)
    assert is_due(settings, EVENING, night)
    create_backup(settings, EVENING + HOUR)
    assert is_due(settings, EVENING, night), "a backup from the future counts for nothing"
    create_backup(settings, night + HOUR)
    assert not is_due(settings, EVENING, night)


def test_nightly_backups_rotate_to_days_and_weeks():
    nights = [datetime(2026, 3, 1, 3, tzinfo=UTC) + n * DAY for n in range(40)]
    kept = sorted(choose_kept(nights, timedelta(days=30)), reverse=True)
    assert kept[:7] == nights[:-8:-1]
    assert [at.isocalendar().week for at in kept[7:]] == [13, 12], "weeks 15 and 14 are among the days"
    assert [at.isoweekday() for at in kept[7:]] == [7, 7]
    assert choose_kept([], DAY) == set()


def test_only_the_newest_backup_outlives_the_keep_days():
    now = EVENING
    times = [now - n * DAY for n in (0, 1, 4, 12, 20)]
    assert choose_kept(times, 5 * DAY) == set(times[:3])
    assert choose_kept([now - 90 * DAY], DAY) == {now - 90 * DAY}


def test_many_backups_of_one_evening_leave_three():
    times = [EVENING + timedelta(minutes=n) for n in range(0, 60, 5)]
    yesterday = EVENING - DAY
    assert choose_kept([*times, yesterday], 30 * DAY) == {*times[-3:], yesterday}


def test_rotation_deletes_backups_and_nothing_else(settings: Settings):
    nights = [create_backup(settings, EVENING - n * DAY) for n in range(16)]
    (nights[0].parent / "notes.txt").write_text("the owner's")
    dropped = rotate(settings, EVENING)
    assert set(dropped) == set(nights) - set(list_backups(settings))
    assert len(list_backups(settings)) == 7 + 1
    assert (nights[0].parent / "notes.txt").exists()


def test_clock_set_ahead_or_back_deletes_no_backup(settings: Settings):
    nights = [create_backup(settings, EVENING - n * DAY) for n in range(3)]
    future = [create_backup(settings, EVENING + n * DAY) for n in (365, 366, 380)]
    assert rotate(settings, EVENING) == []
    assert newest_backup(settings, EVENING) == nights[0]
    assert newest_backup(settings, EVENING - 9 * DAY) == future[-1], "all are from the future"


def test_backups_from_the_future_rotate_too(settings: Settings):
    for n in range(1, 30):
        create_backup(settings, EVENING + n * HOUR)
    rotate(settings, EVENING)
    assert len(list_backups(settings)) <= 14


@pytest.mark.parametrize("seed", range(20))
def test_rotation_keeps_the_newest_of_at_most_fourteen(seed: int):
    dice = random.Random(seed)
    times = [EVENING - timedelta(hours=dice.uniform(0, 2000)) for _ in range(dice.randint(1, 80))]
    kept = choose_kept(times, timedelta(days=30))
    assert max(times) in kept
    assert len(kept) <= 14
    assert choose_kept(kept, timedelta(days=30)) == kept, "to rotate twice deletes no more"
