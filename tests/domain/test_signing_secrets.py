"""Signing secrets: an old one signs too, for a day and no longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.signing_secrets import GRACE, MAX_OLD_SECRETS, replace_secret, signing_secrets

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
OPTIONS = {"url": "https://sms.example/hook", "secret": "first"}


def test_old_secret_signs_too_for_a_day():
    replaced = replace_secret(OPTIONS, "second", NOW)
    assert replaced["url"] == OPTIONS["url"]
    assert signing_secrets(OPTIONS, NOW) == ["first"]
    assert signing_secrets(replaced, NOW + GRACE - timedelta(seconds=1)) == ["second", "first"]
    assert signing_secrets(replaced, NOW + GRACE) == ["second"]


def test_each_old_secret_has_a_day_of_its_own():
    later = NOW + timedelta(hours=10)
    replaced = replace_secret(replace_secret(OPTIONS, "second", NOW), "third", later)
    assert signing_secrets(replaced, later) == ["third", "second", "first"]
    assert signing_secrets(replaced, NOW + GRACE) == ["third", "second"]


def test_old_secrets_are_few():
    options = OPTIONS
    for number in range(10):
        options = replace_secret(options, f"new {number}", NOW)
    assert len(signing_secrets(options, NOW)) == 1 + MAX_OLD_SECRETS
