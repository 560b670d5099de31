"""Pages that are open when their session ends."""

import asyncio
import json
from urllib.parse import urlencode

import pytest
from nicegui import Client, core
from socketio.exceptions import ConnectionRefusedError as SocketRefused

from domain.stages import Stage
from pages.security.cookies import COOKIE
from tests.support.waiting import until


class TestOpenPages:
    """Messages of open staff pages, after their session may have ended."""

    @pytest.fixture
    async def page(self, staff):
        assert (await staff.get("/kitchen?station=tandoor")).status_code == 200
        (page,) = Client.instances.values()
        page.tab_id, page._socket_to_document_id["its socket"] = "its tab", "its document"
        return page

    def start(self, page, order):
        tap = {"tap_id": "t", "tap": "start", "order_id": order.id, "seen_version": order.version}
        listener = next(one for one in page.elements[0]._event_listeners.values() if one.type == "tap")
        said = {"id": 0, "client_id": page.id, "listener_id": listener.id, "args": [json.dumps(tap)]}
        core.sio.handlers["/"]["event"]("its socket", said)

    async def test_tap_is_accepted_while_signed_in(self, page, restaurant):
        order = await restaurant.order()
        self.start(page, order)
        await until(lambda: restaurant.shown(order).stage is Stage.PREPARING)

    # Each layer without the other, so that neither hides that the other is gone.
    @pytest.mark.parametrize(
        "without", ["pages.security.auth.Auth.may_keep", "pages.kitchen.tap_handler.TapHandler._is_staff"]
    )
    async def test_tap_is_refused_after_the_session_expired(self, page, context, restaurant, monkeypatch, without):
        order = await restaurant.order()
        context.credentials._sessions.clear()
        monkeypatch.setattr(without, lambda *_: True)
        before = asyncio.all_tasks()
        self.start(page, order)
        await until(lambda: not asyncio.all_tasks() - before)  # what the tap began has ended
        assert restaurant.shown(order).stage is Stage.RECEIVED

    @pytest.mark.parametrize(
        "without", ["pages.security.auth.Auth.may_keep", "pages.kitchen.tap_handler.TapHandler._is_staff"]
    )
    async def test_sign_in_leads_back_to_the_station(self, page, context, restaurant, monkeypatch, without):
        opened, order = [], await restaurant.order()

        async def emit(kind, said, **_):
            if kind == "open":
                opened.append(said["path"])

        monkeypatch.setattr(core.sio, "emit", emit)
        monkeypatch.setattr(Client, "open", lambda _, path, *__: opened.append(path))
        context.credentials._sessions.clear()
        monkeypatch.setattr(without, lambda *_: True)
        self.start(page, order)
        await until(lambda: opened)
        assert opened == ["/login?next=%2Fkitchen%3Fstation%3Dtandoor"]

    async def test_socket_is_refused_after_the_session_expired(self, page, context):
        said = {"client_id": page.id, "tab_id": "t", "document_id": "d", "next_message_id": "0"}
        cookies = f"{COOKIE}={page.request.cookies[COOKIE]}"
        context.credentials._sessions.clear()
        with pytest.raises(SocketRefused):
            await core.sio.handlers["/"]["connect"](
                "another", {"QUERY_STRING": urlencode(said), "HTTP_COOKIE": cookies}
            )
