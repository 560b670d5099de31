"""Live watching: which orders' guests have their pages open, for the kitchen to bind to."""

from __future__ import annotations

from dataclasses import field

from nicegui import binding


@binding.bindable_dataclass
class LiveWatching:
    """The orders whose guests have their pages open."""

    order_ids: frozenset[str] = frozenset()
    _clients: dict[str, set[str]] = field(default_factory=dict, compare=False, repr=False)
    _merged: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def begin(self, order_id: str, client_id: str) -> None:
        """Count a page that has connected."""
        order_id = self._merged.get(order_id, order_id)
        self._clients.setdefault(order_id, set()).add(client_id)
        if order_id not in self.order_ids:
            self.order_ids |= {order_id}

    def end(self, order_id: str, client_id: str) -> None:
        """Count a page no more, once it is disconnected."""
        order_id = self._merged.get(order_id, order_id)
        clients = self._clients.get(order_id, set())
        clients.discard(client_id)
        if not clients and self._clients.pop(order_id, None) is not None:
            self.order_ids -= {order_id}

    def lead_on(self, order_id: str, other_id: str) -> None:
        """Count the pages of an order, and of those that are part of it, for the one that it became part of."""
        self._merged = {key: other_id if id_ == order_id else id_ for key, id_ in self._merged.items()}
        self._merged[order_id] = other_id
        clients = self._clients.pop(order_id, set())
        self.order_ids -= {order_id}
        for client_id in clients:
            self.begin(other_id, client_id)

    def forget(self, order_id: str) -> None:
        """Forget what an order became part of."""
        self._merged.pop(order_id, None)
