"""Delivery output: a body that came in as an order, and what became of it."""

from __future__ import annotations

from pydantic import BaseModel

from domain.deliveries import Delivery, Outcome
from pages.schemas.fields import Time


class DeliveryOut(BaseModel):
    """A body that was sent as an order, and its outcome. `body` is the text as it came."""

    id: int
    at: Time
    source: str
    outcome: Outcome
    problem: str
    order_id: str | None
    settled_at: Time | None
    body: str


def delivery_out(delivery: Delivery) -> DeliveryOut:
    """Write a delivery for the operator of the sending system."""
    kept = {name: getattr(delivery, name) for name in DeliveryOut.model_fields if name != "body"}
    return DeliveryOut(body=delivery.body.decode(errors="replace"), **kept)
