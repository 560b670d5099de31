"""The REST interface in tests: an order that fits, and how a problem is answered."""

from __future__ import annotations

ORDER = {"guest_name": "Ana", "items": [{"name": "Garlic Naan"}, {"name": "Chicken Tikka Masala", "quantity": 2}]}


def is_problem(answer, status):
    """Return a problem (RFC 9457) of this status."""
    document = answer.json()
    assert answer.status_code == document["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title"} <= set(document)
    return document


async def new_path(api):
    """Place an order; returns its path."""
    return f"/api/v1/orders/{(await api.post('/api/v1/orders', json=ORDER)).json()['id']}"
