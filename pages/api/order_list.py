"""The list of orders: filters, and pages by a cursor that names the last order of the page before."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from domain.menu import MAX_NAME_CHARS
from domain.order_filter import ListPlace, OrderFilter, place_in_list
from domain.stages import Stage
from pages.api.repair.orders.order_places import without_table_word
from pages.api.repair.orders.order_references import names_reference
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.list_words import listed, several
from pages.api.repair.values.stage_words import read_stages
from pages.api.repair.values.text_repair import repair_line, repair_reference
from pages.schemas.fields import to_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

    from starlette.datastructures import URL

    from domain.order import Order
    from pages.ports import OrderArchive

MAX_CURSOR_CHARS = 200


# In the form in which an order keeps it.
def _as_kept(reference: str) -> str:
    return repair_reference(reference, MAX_NAME_CHARS)[0]


def _line_as_kept(text: str) -> str:
    return repair_line(text, MAX_NAME_CHARS)[0]


def _table_as_kept(text: str) -> str:
    return without_table_word(_line_as_kept(text))


# A time without an offset is of the restaurant's zone, which only the route knows.
def _in_range(at: datetime) -> datetime:
    return to_utc(at) if at.tzinfo else at


# A plus sign that was not percent-encoded arrives as a space.
def _with_plus(at: object) -> object:
    return re.sub(r" (?=\d\d:?\d\d$)", "+", at) if isinstance(at, str) and "T" in at else at


def _or_empty(*schemas: dict[str, object]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [*schemas, {"type": "string", "enum": [""]}]})


Moment = Annotated[datetime, AfterValidator(_in_range)]
_SINCE_1970: dict[str, object] = {"type": "number", "description": "seconds since 1970"}
_MOMENT = _or_empty({"type": "string", "format": "date-time"}, _SINCE_1970)


# Other names of the conditions.
_NAMES = {
    "status": "stage", "state": "stage", "stages": "stage", "statuses": "stage", "sources": "source",
    **dict.fromkeys(("ref", "refs", "external_refs"), "external_ref"),
    "tables": "table", "table_number": "table",
}  # fmt: skip

# Conditions of several values.
_LISTS = {"stage", "source", "external_ref", "table"}


class OrderQuery(BaseModel):
    """Which orders are asked for; each condition that is given must hold.

    An empty one is not given. Of several values of stage, source, external_ref or table, with commas between or each
    under its own name, one must fit. A time without an offset is of the restaurant's zone.
    """

    model_config = ConfigDict(extra="ignore")

    stage: Annotated[list[Stage], BeforeValidator(read_stages), listed(Stage)] = []
    source: Annotated[list[str], BeforeValidator(several(_line_as_kept)), listed()] = []
    external_ref: Annotated[list[str], BeforeValidator(several(_as_kept)), listed()] = []
    table: Annotated[list[str], BeforeValidator(several(_table_as_kept)), listed()] = []
    placed_after: Annotated[Moment | None, BeforeValidator(_with_plus), _MOMENT] = None
    placed_before: Annotated[Moment | None, BeforeValidator(_with_plus), _MOMENT] = None
    limit: Annotated[int, _or_empty({"type": "integer", "minimum": 1, "maximum": 1000})] = Field(100, ge=1, le=1000)
    cursor: str | None = Field(None, max_length=MAX_CURSOR_CHARS, description="from the Link header of the page before")

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, sent: Any) -> Any:
        if not isinstance(sent, dict):
            return sent
        given = {
            name: [one.strip() if isinstance(one, str) else one for one in values]
            for name, values in _joined(sent).items()
        }
        said = {name: [one for one in values if one != ""] for name, values in given.items()}
        return {name: values if name in _LISTS else values[-1] for name, values in said.items() if values}

    def filter_in(self, zone: ZoneInfo) -> OrderFilter:
        """Return the conditions, with times without an offset in this zone."""
        return OrderFilter(
            stages=frozenset(self.stage),
            sources=frozenset(self.source),
            external_refs=frozenset(self.external_ref),
            tables=frozenset(self.table),
            placed_after=_moment("placed_after", self.placed_after, zone),
            placed_before=_moment("placed_before", self.placed_before, zone),
        )


# What comes under several names, or several times, is one list.
def _joined(sent: Mapping[str, Any]) -> dict[str, list[Any]]:
    joined: dict[str, list[Any]] = {}
    for key, value in sent.items():
        ours = next(iter(snake_names({re.sub(r"\[\d*\]$", "", key): None})))
        name = "external_ref" if names_reference(ours) else _NAMES.get(ours, ours)
        joined.setdefault(name, []).extend(value if isinstance(value, list) else [value])
    return joined


Asked = Annotated[OrderQuery, Query()]


async def page_of(archive: OrderArchive, asked: OrderQuery, zone: ZoneInfo) -> tuple[list[Order], str | None]:
    """Return the page that is asked for, and the cursor of the next page if there is one.

    Raises RequestValidationError for a cursor that this list has not given.
    """
    found = await archive.read(asked.filter_in(zone), _read(asked.cursor) if asked.cursor else None, asked.limit + 1)
    page = found[: asked.limit]
    return page, _write(place_in_list(page[-1])) if len(found) > len(page) else None


def check_names(names: Iterable[str]) -> None:
    """Raise RequestValidationError for a condition that the list does not know."""
    if unknown := sorted(set(names) - OrderQuery.model_fields.keys()):
        raise RequestValidationError([_flaw(name, "is not known here") for name in unknown])


def next_link(url: URL, cursor: str) -> str:
    """Return the Link header (RFC 8288) to the next page."""
    address = url.include_query_params(cursor=cursor)
    return f'<{address.path}?{address.query}>; rel="next"'


def _write(place: ListPlace) -> str:
    said = [place.is_closed, place.quoted_for.astimezone(UTC).isoformat(), place.order_id]
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


def _read(cursor: str) -> ListPlace:
    try:
        is_closed, quoted_for, order_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        str(order_id).encode()  # half of a surrogate pair, which no database takes, is a ValueError
        return ListPlace(bool(is_closed), datetime.fromisoformat(quoted_for).astimezone(UTC), str(order_id))
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise RequestValidationError([_flaw("cursor", "is none that this list has given")]) from None


def _moment(name: str, at: datetime | None, zone: ZoneInfo) -> datetime | None:
    try:
        return at if at is None or at.tzinfo else to_utc(at.replace(tzinfo=zone))
    except ValueError as error:
        raise RequestValidationError([_flaw(name, str(error))]) from None


def _flaw(name: str, says: str) -> dict[str, Any]:
    return {"loc": ("query", name), "msg": says, "type": "value_error"}
