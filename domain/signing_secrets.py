"""Signing secrets of a webhook, by name of option: a new one takes over, and the old ones sign too for a while.

So a receiver can change over without a message that it cannot verify (Standard Webhooks 1.0, zero downtime secret
rotation).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

GRACE = timedelta(hours=24)
# Each old secret is one more signature in the header of each message.
MAX_OLD_SECRETS = 4
_CURRENT, _OLD = "secret", "old_secrets"


def replace_secret(options: Mapping[str, str], secret: str, now: datetime) -> dict[str, str]:
    """Return the options with another secret; the one before signs until GRACE after `now` (UTC)."""
    old = [(options[_CURRENT], now + GRACE), *_old_secrets(options, now)][:MAX_OLD_SECRETS]
    kept = json.dumps([(one, until.isoformat()) for one, until in old])
    return {**options, _CURRENT: secret, _OLD: kept}


def signing_secrets(options: Mapping[str, str], now: datetime) -> list[str]:
    """Return what messages are signed with at a time (UTC), the newest first."""
    return [options[_CURRENT], *(one for one, _ in _old_secrets(options, now))]


def _old_secrets(options: Mapping[str, str], now: datetime) -> list[tuple[str, datetime]]:
    kept = [(one, datetime.fromisoformat(until)) for one, until in json.loads(options.get(_OLD, "[]"))]
    return [(one, until) for one, until in kept if now < until]
