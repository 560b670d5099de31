"""Source intake: maps stored deliveries of order sources, and places, amends or cancels the orders that they mean.

The vendor has its answer already. A delivery that cannot be mapped goes to the list of deliveries, where a person
sees it; one whose order cannot be read at the vendor is tried again for a while first.
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.deliveries import Delivery, Outcome
from domain.errors import KitchenError, NotSaved
from domain.leadership import Alone
from domain.sources import POLLED, NoOrder, NotReachable, Unmappable
from pages.api.delivery_record import cut_problem
from pages.api.repair.values.body_reading import UnreadableBody, parse_body
from pages.api.sources.away_sources import AwaySources
from pages.api.sources.registry import SOURCES
from pages.api.sources.source_draft import UnreadableSourceOrder
from pages.api.sources.upsert import SourceOrders, Upserted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from domain.leadership import Leadership
    from domain.sources import SourceDelivery
    from pages.context import AppContext

log = logging.getLogger(__name__)

MAX_IDLE_SECONDS = 15.0
ERROR_PAUSE_SECONDS = 2.0
# What a body that makes no sense may raise. Another error may pass, such as one of the database.
BODY_ERRORS = (KitchenError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
_ALONE = Alone()
RETRY_PAUSES = tuple(timedelta(seconds=seconds) for seconds in (2, 10, 60, 300, 900))


class SourceIntake:
    """Maps what the sources have delivered, at the leader: two processes would map deliveries of one order at once.

    `fetch` reads an order at a source; it raises NotReachable.
    """

    def __init__(
        self, context: AppContext, fetch: Callable[[str, str], Awaitable[bytes]], leadership: Leadership = _ALONE
    ) -> None:
        self._context, self._fetch, self._store, self._leadership = context, fetch, context.sources, leadership
        self._orders = SourceOrders(context, context.sources)
        # What the database did not take is mapped again from here: its claim ends a minute later, for the next leader.
        self._unsaved: SourceDelivery | None = None
        self._away = AwaySources()

    async def run(self) -> None:
        """Map deliveries as they come, until this is cancelled."""
        while True:
            pause = MAX_IDLE_SECONDS
            try:
                while await self.map_next():
                    pass
            except NotSaved:
                pause = ERROR_PAUSE_SECONDS
            except Exception:
                log.exception("a delivery could not be mapped; it is tried again")
                pause = ERROR_PAUSE_SECONDS
            await self._store.wait(pause)

    async def map_next(self) -> bool:
        """Map the oldest delivery that is due, of a source that answers; returns whether there was one.

        Raises NotSaved.
        """
        unsaved, self._unsaved = self._unsaved, None
        if not self._leadership.is_held:
            return False
        now = self._context.now()
        delivery = unsaved or await self._store.claim(now, self._away.find(now))
        if delivery is None:
            return False
        try:
            await self._settle(delivery)
        except NotSaved:
            self._unsaved = delivery
            raise
        return True

    async def _settle(self, delivery: SourceDelivery) -> None:
        try:
            upserted = await self._map(delivery)
        except NotReachable as error:
            self._away.note(delivery.source, error, self._context.now())
            if await self._is_tried_again(delivery):
                return
            upserted = Upserted(Outcome.REFUSED, problem=f"The order could not be read at the source: {error}")
        except NoOrder as error:
            upserted = Upserted(Outcome.IGNORED, problem=str(error))
        except (Unmappable, UnreadableSourceOrder) as error:
            upserted = Upserted(Outcome.REFUSED, problem=str(error), readable=getattr(error, "readable", {}))
        except NotSaved:
            raise
        except Exception as error:
            log.exception("a delivery of %s could not be mapped", delivery.source)
            if not isinstance(error, BODY_ERRORS) and await self._is_tried_again(delivery):
                return
            upserted = Upserted(Outcome.REFUSED, problem=f"The order could not be mapped: {type(error).__name__}")
        await self._record(delivery, upserted)
        await self._store.settle(delivery)

    async def _is_tried_again(self, delivery: SourceDelivery) -> bool:
        if delivery.attempts > len(RETRY_PAUSES):
            return False
        await self._store.settle(delivery, retry_at=self._context.now() + RETRY_PAUSES[delivery.attempts - 1])
        return True

    async def _map(self, delivery: SourceDelivery) -> Upserted:
        source, connection = SOURCES[delivery.source], await self._context.connections.find_source(delivery.source)
        options = connection.options if connection else {}
        order = source.map_order(_read(delivery.body), options)
        if order.fields is None and order.external_id:
            read = source.map_order(_read(await self._fetch(delivery.source, order.external_id)), options)
            order = replace(read, denies_cancellation=order.denies_cancellation)
            self._away.clear(delivery.source)
        return await self._orders.upsert(delivery.source, order)

    # What a poll finds and the kitchen has already is no news.
    async def _record(self, delivery: SourceDelivery, upserted: Upserted) -> None:
        if delivery.delivery_id.startswith(POLLED) and upserted.outcome in {Outcome.REPEATED, Outcome.IGNORED}:
            return
        kept = Delivery(
            at=delivery.at,
            source=delivery.source,
            outcome=upserted.outcome,
            body=delivery.body,
            problem=cut_problem(upserted.problem),
            readable=json.dumps(dict(upserted.readable)),
            order_id=upserted.order_id,
        )
        await self._context.deliveries.record(kept)


def _read(body: bytes) -> dict[str, object]:
    try:
        read = parse_body(body)
    except UnreadableBody as error:
        raise Unmappable(str(error)) from error
    if not isinstance(read, dict):
        raise Unmappable("The body is no JSON object.")
    return read
