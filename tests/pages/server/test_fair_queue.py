"""Page builds take turns: who asks for many waits for their own, and guests of open orders come first."""

import asyncio

import httpx
import pytest
import uvicorn

from domain.commands import Tap
from pages.server import fair_queue
from pages.server.fair_queue import FairQueue, FairQueueMiddleware
from pages.server.request_timeout import RequestTimeoutProtocol
from pages.server.server import open_listener
from tests.support.waiting import MAX_SECONDS, until

PAGE = {"type": "http", "method": "GET", "path": "/t/a"}


@pytest.fixture
def serve():
    """Queue visitors (link, address, is its order open) behind one; return the order in which they were let in."""

    async def served(*visitors):
        queue, let_in = FairQueue(at_once=1), []
        await queue.enter("other", "", is_open=True)

        async def visit(link, address, is_open):
            await queue.enter(link, address, is_open=is_open)
            let_in.append(link + address)
            queue.leave()

        async with asyncio.TaskGroup() as group:
            for visitor in visitors:
                group.create_task(visit(*visitor))
            await asyncio.sleep(0)
            queue.leave()
        return let_in

    return served


async def test_flood_of_a_link_waits_for_itself(serve):
    flood = [("a", "1", True)] * 5
    assert await serve(*flood, ("b", "1", True), ("c", "2", True)) == ["a1", "b1", "c2", "a1", "a1", "a1", "a1"]


async def test_flood_of_an_open_order_lets_the_board_in(serve):
    flood = [("a", "1", True)] * 6
    assert await serve(*flood, ("board", "2", False)) == ["a1", "a1", "a1", "board2", "a1", "a1", "a1"]


async def test_addresses_of_a_link_take_turns(serve):
    assert await serve(*[("a", "1", True)] * 3, ("a", "2", True)) == ["a1", "a2", "a1", "a1"]


async def test_open_orders_come_first(serve):
    assert await serve(*[("board", "1", False)] * 3, ("a", "2", True)) == ["a2", "board1", "board1", "board1"]


async def test_free_place_takes_no_wait():
    queue = FairQueue(at_once=2)
    for _ in range(2):
        async with asyncio.timeout(MAX_SECONDS):
            await queue.enter("a", "1", is_open=True)


@pytest.mark.parametrize("has_turn", [False, True])
async def test_who_hangs_up_keeps_no_place(has_turn):
    queue = FairQueue(at_once=1)
    await queue.enter("a", "1", is_open=True)
    waiting = asyncio.create_task(queue.enter("b", "1", is_open=True))
    await asyncio.sleep(0)
    if has_turn:
        queue.leave()
    waiting.cancel()
    await asyncio.wait([waiting])
    if not has_turn:
        queue.leave()
    async with asyncio.timeout(MAX_SECONDS):
        await queue.enter("c", "1", is_open=True)


async def test_place_is_free_once_the_page_is_built():
    never = asyncio.Event()

    async def app(_scope, _receive, send):
        await send({"type": "http.response.start"})

    async def slow_network(_message):
        await never.wait()

    middleware = FairQueueMiddleware(app, find_order=lambda _: None)
    middleware._queue = FairQueue(at_once=1)
    visits = [asyncio.create_task(middleware(PAGE, never.wait, slow_network)) for _ in range(3)]
    await asyncio.sleep(0)
    async with asyncio.timeout(MAX_SECONDS):
        await middleware._queue.enter("b", "1", is_open=True)
    for visit in visits:
        visit.cancel()


async def test_failed_build_frees_its_place():
    async def app(*_):
        raise ZeroDivisionError

    middleware = FairQueueMiddleware(app, find_order=lambda _: None)
    for _ in range(fair_queue.MAX_BUILT_AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError):
            await middleware({**PAGE, "path": "/board"}, asyncio.Event().wait, None)


@pytest.mark.parametrize("path", ["/t/a/subscriptions", "/board"])
async def test_unfinished_body_keeps_no_place(path):
    built = []

    async def app(scope, receive, _):
        if scope["method"] == "POST":
            await receive()
        built.append(scope["method"])

    middleware = FairQueueMiddleware(app, find_order=lambda _: None)
    posted = [
        asyncio.create_task(middleware({**PAGE, "method": "POST", "path": path}, asyncio.Event().wait, None))
        for _ in range(fair_queue.MAX_BUILT_AT_ONCE)
    ]
    async with asyncio.timeout(MAX_SECONDS):
        await asyncio.sleep(0)
        await middleware(PAGE, asyncio.Event().wait, None)
    assert built == ["GET"]
    for one in posted:
        one.cancel()


@pytest.fixture
async def server():
    """A server of pages whose builds wait for an event: its queue, its address, the paths that are built, the event."""
    built, let_go = [], asyncio.Event()

    async def app(scope, _, send):
        built.append(scope["path"])
        await let_go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})

    middleware, listener = FairQueueMiddleware(app, find_order=lambda _: None), open_listener("127.0.0.1", 0)
    config = uvicorn.Config(middleware, log_config=None, lifespan="off", http=RequestTimeoutProtocol)
    served = uvicorn.Server(config)
    serving = asyncio.create_task(served._serve([listener]))
    await until(lambda: served.started)
    yield middleware._queue, f"http://127.0.0.1:{listener.getsockname()[1]}", built, let_go
    let_go.set()
    served.should_exit = True
    await serving
    listener.close()


async def test_page_of_who_has_left_is_not_built(server):
    queue, address, built, let_go = server
    async with httpx.AsyncClient(base_url=address) as web:
        first = [asyncio.create_task(web.get("/t/a")) for _ in range(fair_queue.MAX_BUILT_AT_ONCE)]
        await until(lambda: len(built) == len(first))
        leaving, staying = asyncio.create_task(web.get("/t/b")), asyncio.create_task(web.get("/t/c"))
        await until(lambda: {"b", "c"} <= queue._others.keys())
        leaving.cancel()
        await until(queue._others["b"]["127.0.0.1"][0].cancelled)
        let_go.set()
        assert {answer.status_code for answer in await asyncio.gather(*first, staying)} == {200}
    assert built == [*["/t/a"] * len(first), "/t/c"]


async def test_many_visits_are_all_answered(web, restaurant):
    orders = [await restaurant.order() for _ in range(3)]
    await restaurant.tap(Tap.CANCEL, orders[0].id, reason="closed")
    paths = [f"/t/{order.token}" for order in orders] + ["/board"]
    answers = await asyncio.gather(*(web.get(path) for path in paths * 5))
    assert {answer.status_code for answer in answers} == {200}
