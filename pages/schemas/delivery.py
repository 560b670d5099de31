"""Delivery output: a body that came in as an order, and what became of it."""

from __future__ import annotations

from pydantic import BaseModel

from domain.deliveries import Delivery, Outcome
from pages.schemas.fields import Time


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
