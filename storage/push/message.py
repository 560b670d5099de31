"""Message of a notice: what a phone shows, whether its browser or its service worker reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.notices import Wording


def build_message(text: Wording, *, tag: str, navigate: str) -> bytes:
    """Return a Declarative Web Push message (marked by 8030), which the service worker reads as well."""
    notification = {
        "title": text.title,
        "body": text.body,
        "lang": text.language,
        "tag": tag,
        "navigate": navigate,
    }
    return json.dumps({"web_push": 8030, "notification": notification}, ensure_ascii=False).encode()
