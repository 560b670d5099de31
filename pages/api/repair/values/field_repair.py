"""Field repair: the readers of fields that the bodies of the REST interface share.

A value that cannot be read stays as it is, and is refused by the schema.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pages.api.repair.values.body_reading import read_text_body
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import OF_PART
from pages.api.repair.values.number_repair import read_decimal, read_minutes
from pages.api.repair.values.time_repair import counts_from_now, read_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from pages.api.repair.values.repair_log import RepairLog

    Reader = Callable[[str, object], object]

YES = {"yes", "y", "true", "1", "on", "si", "sí"}
NO = {"no", "n", "false", "0", "off"}
_ENVELOPES = ("order", "menu", "data", "body", "payload", "amendment", "changes", "attributes", "header", "details")
# Beside the fields these say the rest.
_ABOUT = ("header", "details")
MAX_ENVELOPES = 4
# Numbers that are as usual when they are null.
_OPTIONAL = ("minutes", "span_minutes", "quantity")


class FieldRepair:
    """Repairs one body. `zone` reads times without an offset; `now` is UTC; what is repaired goes into `repairs`."""

    def __init__(self, zone: ZoneInfo, now: datetime, repairs: RepairLog) -> None:
        self._zone, self._now, self._repairs = zone, now, repairs

    def _read(self, at: str, sent: Mapping[str, Any], readers: Mapping[str, Reader]) -> dict[str, Any]:
        self._repairs.ignore_unknown(at, sent, set(readers))
        return {name: read(f"{at}/{name}", sent[name]) for name, read in readers.items() if name in sent}

    def _whole(self, at: str, value: object) -> object:
        number = read_decimal(value)
        if number is None or number != number.to_integral_value():
            return value
        return self._said(at, value, int(number))

    def _decimal(self, at: str, value: object) -> object:
        if value == "":
            return None
        number = read_decimal(value)
        if number is None:
            return value
        rounded = number.quantize(Decimal("0.001")) if abs(number) < 10**9 else number
        return self._said(at, value, int(rounded) if rounded == int(rounded) else float(rounded))

    def _whole_minutes(self, at: str, value: object) -> object:
        minutes = read_minutes(value)
        return value if minutes is None or not math.isfinite(minutes) else self._said(at, value, math.ceil(minutes))

    def _minutes(self, at: str, value: object) -> object:
        minutes = read_minutes(value)
        return value if minutes is None else self._said(at, value, minutes)

    def _bool(self, at: str, value: object) -> object:
        word = str(value).strip().casefold()
        return self._said(at, value, word in YES) if word in YES | NO else value

    def _time(self, at: str, value: object) -> object:
        read, said = read_time(value, self._zone, self._now)
        if read is None:
            return value
        if said:
            self._repairs.say(at, said)
        if counts_from_now(value, self._zone, self._now):
            self._repairs.time_said = str(value)
        return read

    def _said(self, at: str, value: object, read: float) -> float:
        if value != read or isinstance(value, bool) != isinstance(read, bool):
            self._repairs.say(at, f"was read as {str(read).lower() if isinstance(read, bool) else f'{read:g}'}")
        return read

    # What some wrap around the fields, or encode twice.
    def _unwrapped(self, sent: object) -> object:
        if isinstance(sent, str):
            sent = read_text_body(sent)
        if isinstance(sent, list) and len(sent) == 1 and isinstance(sent[0], Mapping):
            sent = sent[0]
        for depth in range(MAX_ENVELOPES):
            if not isinstance(sent, Mapping):
                return sent
            name = next((name for name in _ENVELOPES if isinstance(sent.get(name), Mapping)), None)
            if name is None:
                break
            self._repairs.say(name, "was taken off around the fields")
            around, inner = {key: one for key, one in sent.items() if key != name}, sent[name]
            # What is nearest to the fields is the sender's own; a header has names and ids of its own.
            if name in _ABOUT:
                inner = {key: one for key, one in inner.items() if key not in OF_PART}
            sent = {**around, **inner} if name not in _ABOUT and depth == 0 else {**inner, **around}
        return sent

    def _body(self, sent: object, synonyms: Mapping[str, str], readers: Mapping[str, Reader]) -> object:
        fields = self._unwrapped(sent)
        if not isinstance(fields, Mapping):
            return fields
        renamed = self._renamed("", fields, synonyms)
        for name in [name for name in _OPTIONAL if renamed.get(name, 0) in (None, "")]:
            if renamed.pop(name) == "":
                self._repairs.say(name, "is empty; as usual")
        return self._read("", renamed, readers)

    def _renamed(self, at: str, sent: Mapping[str, Any], synonyms: Mapping[str, str]) -> dict[str, Any]:
        return self._repairs.rename(at, snake_names(sent), synonyms)
