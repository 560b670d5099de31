"""The list of orders: filters, and pages by a cursor that names the last order of the page before."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import Query
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from domain.menu import MAX_NAME_CHARS
from domain.order_filter import ListPlace, OrderFilter, place_in_list
from domain.stages import Stage
from pages.api.text_repair import repair_reference
from pages.schemas.fields import AnyMoment

if TYPE_CHECKING:
    from starlette.datastructures import URL

    from domain.order import Order
    from pages.ports import OrderArchive

MAX_CURSOR_CHARS = 200


# In the form in which an order keeps it.
def _as_kept(reference: object) -> object:
    return repair_reference(reference, MAX_NAME_CHARS)[0] if isinstance(reference, str) else reference


# A plus sign that was not percent-encoded arrives as a space.
def _with_plus(at: object) -> object:
    return re.sub(r" (?=\d\d:?\d\d$)", "+", at) if isinstance(at, str) and "T" in at else at


class OrderQuery(BaseModel):
    """Which orders are asked for; each condition that is given must hold."""

    model_config = ConfigDict(extra="ignore")

    stage: Stage | None = None
    source: str | None = Field(None, max_length=MAX_NAME_CHARS)
    external_ref: Annotated[str | None, BeforeValidator(_as_kept)] = None
    table: str | None = Field(None, max_length=MAX_NAME_CHARS)
    placed_after: Annotated[AnyMoment | None, BeforeValidator(_with_plus)] = None
    placed_before: Annotated[AnyMoment | None, BeforeValidator(_with_plus)] = None
    limit: int = Field(100, ge=1, le=1000)
    cursor: str | None = Field(None, max_length=MAX_CURSOR_CHARS, description="from the Link header of the page before")

    @property
    def filter(self) -> OrderFilter:
        """The conditions."""
        return OrderFilter(
            stage=self.stage,
            source=self.source,
            external_ref=self.external_ref,
            table=self.table,
            placed_after=self.placed_after,
            placed_before=self.placed_before,
        )


Asked = Annotated[OrderQuery, Query()]


async def page_of(archive: OrderArchive, asked: OrderQuery) -> tuple[list[Order], str | None]:
    """Return the page that is asked for, and the cursor of the next page if there is one.

    Raises RequestValidationError for a cursor that this list has not given.
    """
    found = await archive.read(asked.filter, _read(asked.cursor) if asked.cursor else None, asked.limit + 1)
    page = found[: asked.limit]
    return page, _write(place_in_list(page[-1])) if len(found) > len(page) else None


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
        return ListPlace(bool(is_closed), datetime.fromisoformat(quoted_for).astimezone(UTC), str(order_id))
    except (ValueError, TypeError, OverflowError, RecursionError):
        flaw = {"loc": ("query", "cursor"), "msg": "is none that this list has given", "type": "value_error"}
        raise RequestValidationError([flaw]) from None
