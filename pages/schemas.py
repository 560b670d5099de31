"""How the REST interface writes orders, and how it reads them. Times are RFC 3339 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Header, Path, Query
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from domain.commands import Tap
from domain.deliveries import Delivery, Outcome
from domain.events import EventKind
from domain.intake import (
    MAX_LANGUAGE_CHARS,
    MAX_LENIENT_ITEMS,
    MAX_NOTE_CHARS,
    MAX_QUANTITY,
    MAX_REFERENCE_CHARS,
    Draft,
)
from domain.item import DraftItem
from domain.menu import (
    DEFAULT_BATCH_PORTIONS,
    DEFAULT_MINUTES,
    DEFAULT_SLOTS,
    DEFAULT_STATION,
    MAX_BATCH_PORTIONS,
    MAX_DISHES,
    MAX_MINUTES,
    MAX_NAME_CHARS,
    MAX_SLOTS,
    MAX_STATIONS,
)
from domain.modifiers import Modifier, whole
from domain.stages import ItemState, Stage
from domain.text import has_controls, is_readable

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.order import Order

MAX_MODIFIERS = 50
# The link may be passed on: who ordered, and how the restaurant's systems call the order, is not behind it.
_NOT_FOR_GUESTS = {"id", "external_ref", "source", "guest_name", "phone", "tracking_url"}
_MAX_DISTANCE = timedelta(days=366)


def _printable(text: str) -> str:
    if has_controls(text):
        raise ValueError("must not contain control characters")
    return text


def _visible(text: str) -> str:
    if not is_readable(text):
        raise ValueError("must have letters that show")
    return text


def _within_a_year(at: datetime) -> datetime:
    if abs(at - datetime.now(UTC)) > _MAX_DISTANCE:
        raise ValueError("must lie within a year of now")
    return at


def _rfc3339(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_NOTE_CHARS), AfterValidator(_printable)]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME_CHARS),
    AfterValidator(_printable),
    AfterValidator(_visible),
]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_NAME_CHARS), AfterValidator(_printable)]
Whole = Annotated[float, PlainSerializer(whole, return_type=int | float)]
Reference = Annotated[str, StringConstraints(min_length=1, max_length=MAX_REFERENCE_CHARS, pattern=r"^[\x21-\x7e]+$")]
LanguageTag = Annotated[
    str, StringConstraints(pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$", max_length=MAX_LANGUAGE_CHARS)
]
Time = Annotated[datetime, PlainSerializer(_rfc3339, return_type=str)]
Moment = Annotated[AwareDatetime, AfterValidator(_within_a_year)]


def one_of(taps: Collection[Tap]) -> tuple[AfterValidator, WithJsonSchema]:
    """Return the annotations of a Tap that must be one of these."""

    def check(tap: Tap) -> Tap:
        if tap not in taps:
            raise ValueError(f"must be one of {', '.join(names)}")
        return tap

    names = [tap.value for tap in Tap if tap in taps]
    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": names})


Quantity = Annotated[float, Field(gt=0, le=MAX_QUANTITY, multiple_of=0.001, allow_inf_nan=False, strict=True)]
SeenVersion = Annotated[
    int | None, Field(ge=1, le=2**31, strict=True, description="refuse when the order has moved on")
]
Service = Literal["dine_in", "pickup", "delivery"]
Price = Annotated[int | None, Field(ge=-(10**9), le=10**9, strict=True, description="in minor units, such as cents")]


class ModifierIn(BaseModel):
    """An option of a dish, with options of its own, up to three levels deep."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    quantity: Quantity = 1
    price: Price = None
    modifiers: list[Name | ModifierIn] = Field(default=[], max_length=MAX_MODIFIERS)

    def modifier(self) -> Modifier:
        """Return what the kitchen takes in."""
        inner = tuple(read_modifier(one) for one in self.modifiers)
        return Modifier(name=self.name, quantity=whole(self.quantity), price=self.price, modifiers=inner)


def read_modifier(sent: str | ModifierIn) -> Modifier:
    """Return an option that was sent as a name or as an object."""
    return Modifier(name=sent) if isinstance(sent, str) else sent.modifier()


class ItemIn(BaseModel):
    """One line of an order. What is left out comes from the menu."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    quantity: Quantity = 1
    note: Text = ""
    station: Name | None = None
    prep_minutes: float | None = Field(None, gt=0, le=MAX_MINUTES, allow_inf_nan=False)
    modifiers: list[Name | ModifierIn] = Field(default=[], max_length=MAX_MODIFIERS)
    price: Price = None

    def draft(self) -> DraftItem:
        """Return what the kitchen takes in."""
        return DraftItem(
            name=self.name,
            quantity=whole(self.quantity),
            note=self.note,
            station=self.station,
            prep_minutes=self.prep_minutes,
            modifiers=tuple(read_modifier(one) for one in self.modifiers),
            price=self.price,
        )


class OrderIn(BaseModel):
    """An order as the ordering system sends it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "external_ref": "pos-1042",
                "guest_name": "Ana",
                "note": "no onions",
                "quoted_for": None,
                "language": "es",
                "items": [
                    {
                        "name": "Chicken Tikka Masala",
                        "quantity": 2,
                        "note": "",
                        "station": "grill",
                        "prep_minutes": 12,
                    }
                ],
            }
        },
    )

    external_ref: Reference | None = Field(
        None, description="your own number of the order; it can be sent again safely"
    )
    guest_name: Line = ""
    note: Text = ""
    quoted_for: Moment | None = Field(None, description="the promise; left out, the kitchen makes one")
    language: LanguageTag = ""
    source: Line = Field("", description="who sends the order; left out, the name of the API key")
    service: Service | None = None
    table: Line = ""
    phone: Line = ""
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = Field("", description="ISO 4217")
    items: list[ItemIn] = Field(min_length=1, max_length=MAX_LENIENT_ITEMS)

    def draft(self, default_source: str = "") -> Draft:
        """Return what the kitchen takes in."""
        return Draft(
            items=tuple(item.draft() for item in self.items),
            source=self.source or default_source,
            service=self.service or "",
            table=self.table,
            phone=self.phone,
            currency=self.currency,
            guest_name=self.guest_name,
            note=self.note,
            language=self.language,
            external_ref=self.external_ref,
            quoted_for=self.quoted_for.astimezone(UTC) if self.quoted_for else None,
        )


class TapIn(BaseModel):
    """What may go with a tap."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"seen_version": 7, "tap_id": "b1f7c2"}})

    seen_version: SeenVersion = None
    tap_id: Reference | None = Field(None, description="a repeated tap changes nothing and succeeds")
    reason: Text = ""
    quoted_for: Moment | None = Field(None, description="for requote")
    minutes: int = Field(5, ge=1, le=600, strict=True, description="for postpone")
    quantity: Quantity | None = Field(None, description="for bump and void of a part of an item")
    station: Name | None = Field(None, description="for start and bump of one station's items of an order")


class EstimateOut(BaseModel):
    """When the order will be ready: a range, and when the kitchen last looked."""

    earliest: Time
    likely: Time
    latest: Time
    updated_at: Time


class ModifierOut(BaseModel):
    """An option of a dish."""

    name: str
    quantity: Whole
    price: int | None
    modifiers: list[ModifierOut]


class ItemOut(BaseModel):
    """One line of an order, and where it stands."""

    id: str
    name: str
    quantity: Whole
    note: str
    station: str
    state: ItemState
    modifiers: list[ModifierOut]
    price: int | None
    sold_out: bool
    unknown: bool
    held: bool


class EventOut(BaseModel):
    """One thing that happened."""

    kind: EventKind
    at: Time
    item_id: str | None


class OrderOut(BaseModel):
    """An order as it stands."""

    id: str
    external_ref: str | None
    source: str
    guest_name: str
    phone: str
    table: str
    service: str
    currency: str
    note: str
    language: str
    pickup_code: str
    stage: Stage
    version: int
    placed_at: Time
    quoted_for: Time
    fires_at: Time | None
    estimate: EstimateOut | None
    tracking_url: str
    items: list[ItemOut]
    events: list[EventOut]


class Repair(BaseModel):
    """What was repaired of an order, so that its sender can be mended."""

    field: str
    said: str


class PlacedOut(OrderOut):
    """An order as it was taken in."""

    warnings: list[Repair]


def order_out(order: Order, tracking_url: str) -> OrderOut:
    """Write an order for the ordering system."""
    return OrderOut(tracking_url=tracking_url, **_shown(order))


def placed_out(order: Order, tracking_url: str, repairs: list[Repair]) -> PlacedOut:
    """Write an order for its sender, with what was repaired of it."""
    return PlacedOut(tracking_url=tracking_url, warnings=repairs, **_shown(order))


def order_status(order: Order) -> dict[str, Any]:
    """Write an order for its guest: the truth of the tracking page, without name and link."""
    out = OrderOut(tracking_url="", **_shown(order))
    return out.model_dump(mode="json", exclude=_NOT_FOR_GUESTS)


def _shown(order: Order) -> dict[str, Any]:
    estimate = order.estimate
    return {
        "id": order.id,
        "external_ref": order.external_ref,
        "source": order.source,
        "guest_name": order.guest_name,
        "phone": order.phone,
        "table": order.table,
        "service": order.service,
        "currency": order.currency,
        "note": order.note,
        "language": order.language,
        "pickup_code": order.pickup_code,
        "stage": order.stage,
        "version": order.version,
        "placed_at": order.placed_at,
        "quoted_for": order.quoted_for,
        "fires_at": order.fires_at,
        "estimate": estimate and EstimateOut.model_validate(estimate, from_attributes=True),
        "items": [ItemOut.model_validate(item, from_attributes=True) for item in order.items],
        "events": [EventOut.model_validate(event, from_attributes=True) for event in order.events],
    }


class DeliveryOut(BaseModel):
    """What a sender delivered as an order, and what became of it. `body` is what came, as text."""

    id: int
    at: Time
    source: str
    outcome: Outcome
    problem: str
    order_id: str | None
    settled_at: Time | None
    body: str


def delivery_out(delivery: Delivery) -> DeliveryOut:
    """Write a delivery for whoever looks after the sender."""
    kept = {name: getattr(delivery, name) for name in DeliveryOut.model_fields if name != "body"}
    return DeliveryOut(body=delivery.body.decode(errors="replace"), **kept)


DeliveryId = Annotated[int, Query(ge=1, le=2**31)]


Id = Annotated[str, Path(min_length=1, max_length=64)]


Key = Annotated[str | None, Header(min_length=1, max_length=200, description="the same key and body: the same order")]


class Problem(BaseModel):
    """What went wrong and what to do (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = ""


class DishJson(BaseModel):
    """A dish of the menu."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    station: Name = DEFAULT_STATION
    minutes: float = Field(DEFAULT_MINUTES, gt=0, le=MAX_MINUTES, allow_inf_nan=False)
    available: bool = True
    batch: int = Field(DEFAULT_BATCH_PORTIONS, ge=1, le=MAX_BATCH_PORTIONS, strict=True)


class StationJson(BaseModel):
    """A station, and how many dishes it cooks side by side."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    slots: int = Field(DEFAULT_SLOTS, ge=1, le=MAX_SLOTS, strict=True)


class MenuJson(BaseModel):
    """The whole menu."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "dishes": [{"name": "Garlic Naan", "station": "tandoor", "minutes": 6, "available": True, "batch": 4}],
                "stations": [{"name": "tandoor", "slots": 2}],
            }
        },
    )

    dishes: list[DishJson] = Field(max_length=MAX_DISHES)
    stations: list[StationJson] | None = Field(
        None, max_length=MAX_STATIONS, description="left out, they stay as they are"
    )
