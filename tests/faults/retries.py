"""A till that sends each order repeatedly and concurrently, as tills do in a bad network."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from tests.support.world import API_KEY

if TYPE_CHECKING:
    from tests.support.server_process import ServerProcess

ORDERS = 100


class Retried(NamedTuple):
    posts: int
    made: int
    orders: int
    refused: int

    def __str__(self) -> str:
        kept = f"{self.made} made, {self.orders} on the rail, {self.refused} refused"
        return f"{self.posts} posts of {ORDERS} orders: {kept}"


def retried(server: ServerProcess, posts: int) -> Retried:
    """Send `posts` posts of ORDERS orders: the even ones named by Idempotency-Key, the odd ones by external_ref."""
    with ThreadPoolExecutor(8) as lines:
        statuses = list(lines.map(lambda n: _post(server, n % ORDERS), range(posts)))
    on_the_rail = len(server.api("GET", "/orders?limit=1000"))
    return Retried(posts, statuses.count(201), on_the_rail, sum(status not in {200, 201} for status in statuses))


def another_body(server: ServerProcess) -> tuple[int, int]:
    """Send another order under a used key, and under a used reference; returns both statuses."""
    return _post(server, 0, quantity=2), _post(server, 1, quantity=2)


def _post(server: ServerProcess, number: int, quantity: int = 1) -> int:
    body = {"items": [{"name": "Garlic Naan", "quantity": quantity}]}
    key = {"Idempotency-Key": f"till-{number}"} if number % 2 == 0 else {}
    named = body if key else body | {"external_ref": f"till-{number}"}
    return server.ask("POST", "/api/v1/orders", named, Authorization=f"Bearer {API_KEY}", **key)[0]
