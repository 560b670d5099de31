"""Live watching: which orders' guests have their pages open, for the kitchen to bind to."""

from __future__ import annotations

from dataclasses import field

from nicegui import binding


@binding.bindable_dataclass
class LiveWatching:
    """The orders whose guests have their pages open."""

    order_ids: frozenset[str] = frozenset()
    _clients: dict[str, set[str]] = field(default_factory=dict, compare=False, repr=False)

    def begin(self, order_id: str, client_id: str) -> None:
        """Count a page that has connected."""
        self._clients.setdefault(order_id, set()).add(client_id)
        if order_id not in self.order_ids:
            self.order_ids |= {order_id}

    def end(self, order_id: str, client_id: str) -> None:
        """Count a page no more, once it is disconnected."""
        clients = self._clients.get(order_id, set())
        clients.discard(client_id)
        if not clients and self._clients.pop(order_id, None) is not None:
            self.order_ids -= {order_id}
