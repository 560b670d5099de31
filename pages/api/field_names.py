"""Field names: the names of what was sent in the one spelling that all else looks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def snake_names(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields under names in snake_case, as `orderType` is `order_type`; a name that is so already wins."""
    named = {_snake(str(name)): value for name, value in sent.items()}
    return named | {str(name): value for name, value in sent.items() if str(name) == _snake(str(name))}


def _snake(name: str) -> str:
    return _CAMEL.sub("_", name.strip()).lower().replace("-", "_").replace(" ", "_")
