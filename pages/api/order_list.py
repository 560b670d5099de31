"""The list of orders: filters, and pages by a cursor that names the last order of the page before."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import Query
from fastapi.exceptions import RequestValidationError
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from domain.intake import MAX_REFERENCE_CHARS
from domain.menu import MAX_NAME_CHARS
from domain.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.datastructures import URL

    from domain.order import Order

MAX_CURSOR_CHARS = 200
_Place = tuple[str, str, str]


class OrderQuery(BaseModel):
    """Which orders are asked for; each condition that is given must hold."""

    model_config = ConfigDict(extra="ignore")

    stage: Stage | None = None
    source: str | None = Field(None, max_length=MAX_NAME_CHARS)
    external_ref: str | None = Field(None, max_length=MAX_REFERENCE_CHARS)
    table: str | None = Field(None, max_length=MAX_NAME_CHARS)
    placed_after: AwareDatetime | None = None
    placed_before: AwareDatetime | None = None
    limit: int = Field(100, ge=1, le=1000)
    cursor: str | None = Field(None, max_length=MAX_CURSOR_CHARS, description="from the Link header of the page before")

    def fits(self, order: Order) -> bool:
        """Whether an order is asked for."""
        wanted = {"stage": order.stage, "source": order.source, "external_ref": order.external_ref}
        wanted["table"] = order.table
        return (
            all(getattr(self, name) in {None, value} for name, value in wanted.items())
            and (self.placed_after is None or order.placed_at > self.placed_after)
            and (self.placed_before is None or order.placed_at < self.placed_before)
        )


Asked = Annotated[OrderQuery, Query()]


def page_of(orders: Iterable[Order], asked: OrderQuery) -> tuple[list[Order], str | None]:
    """Return the page that is asked for, those promised first first, and the cursor of the next page if there is one.

    Raises RequestValidationError for a cursor that this list has not given.
    """
    after = _read(asked.cursor) if asked.cursor else None
    fitting = sorted((order for order in orders if asked.fits(order)), key=_place)
    left = [order for order in fitting if after is None or _place(order) > after]
    page = left[: asked.limit]
    return page, _write(_place(page[-1])) if len(left) > len(page) else None


def next_link(url: URL, cursor: str) -> str:
    """Return the Link header (RFC 8288) to the next page."""
    address = url.include_query_params(cursor=cursor)
    return f'<{address.path}?{address.query}>; rel="next"'


def _place(order: Order) -> _Place:
    return order.quoted_for.astimezone(UTC).isoformat(), order.placed_at.astimezone(UTC).isoformat(), order.id


def _write(place: _Place) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _read(cursor: str) -> _Place:
    try:
        quoted_for, placed_at, order_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        datetime.fromisoformat(quoted_for), datetime.fromisoformat(placed_at)
    except (ValueError, TypeError):
        flaw = {"loc": ("query", "cursor"), "msg": "is none that this list has given", "type": "value_error"}
        raise RequestValidationError([flaw]) from None
    return quoted_for, placed_at, str(order_id)
