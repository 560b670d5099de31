"""Webhooks as the REST interface takes and writes them, with the log of what was sent."""

from __future__ import annotations

import base64
import secrets
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from domain.connections import Connection, OrderNews, SentMessage
from domain.signing_secrets import replace_secret
from pages.schemas.fields import Line, Time

# Each is a row of the transaction of a tap.
MAX_WEBHOOKS = 20
TEST = "webhook.test"

Url = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=2048, pattern=r"^https?://\S+$")]
Kinds = Annotated[frozenset[OrderNews], Field(min_length=1)]


class WebhookIn(BaseModel):
    """A webhook that is to be called."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"url": "https://sms.example/orders", "kinds": ["order.ready", "order.late"]}},
    )

    url: Url = Field(description="https, and public unless the owner has named its origin in WEBHOOK_EXTRA_ORIGINS")
    kinds: Kinds = Field(frozenset(OrderNews), description="what it is told; left out, everything")
    name: Line = ""


class WebhookChange(BaseModel):
    """Changes to a webhook; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    url: Url | None = None
    kinds: Kinds | None = None
    name: Line | None = None
    is_on: bool | None = None


class WebhookOut(BaseModel):
    """A webhook. `problem` says why the latest message did not arrive; a receiver that answers 410 switches it off."""

    id: int
    url: str
    kinds: list[OrderNews]
    name: str
    is_on: bool
    problem: str
    problem_at: Time | None


class WebhookMade(WebhookOut):
    """A webhook with its new secret, which is shown this once."""

    secret: str


class MessageOut(BaseModel):
    """One message to a webhook. `outcome` is empty while it waits, or sent, failed, gone."""

    message_id: str
    kind: str
    outcome: str
    problem: str
    attempts: int
    made_at: Time
    due_at: Time
    settled_at: Time | None
    payload: str


def new_secret() -> str:
    """Return a secret of Standard Webhooks: 24 random bytes in base64 behind `whsec_`."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(24)).decode()}"


def with_new_secret(webhook: Connection, now: datetime) -> Connection:
    """Return a webhook with a new secret; the old one signs, too, for a day from `now` (UTC)."""
    return replace(webhook, options=replace_secret(webhook.options, new_secret(), now))


def payload_of_test(restaurant: str, at: datetime) -> dict[str, object]:
    """Return the payload of a test, sent at a time (UTC)."""
    timestamp = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"type": TEST, "timestamp": timestamp, "data": {"restaurant": restaurant}}


def webhook_out(connection: Connection) -> WebhookOut:
    """Write a webhook without its secret."""
    return WebhookOut(**_shown(connection))


def webhook_made(connection: Connection) -> WebhookMade:
    """Write a webhook with its new secret."""
    return WebhookMade(secret=connection.options["secret"], **_shown(connection))


def message_out(message: SentMessage) -> MessageOut:
    """Write a message of the log."""
    return MessageOut.model_validate(message, from_attributes=True)


def _shown(connection: Connection) -> dict[str, Any]:
    return {
        "id": connection.id,
        "url": connection.options["url"],
        "kinds": sorted(connection.news),
        "name": connection.name,
        "is_on": connection.is_on,
        "problem": connection.problem,
        "problem_at": connection.problem_at,
    }
