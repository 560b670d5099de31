"""A stop that cuts requests short answers them, and writes no error for each."""

import asyncio
import logging

import httpx
import pytest
import uvicorn

from pages.server.server import open_listener
from pages.server.stopped_requests import StoppedRequestMiddleware
from tests.support.waiting import until


@pytest.fixture
async def server():
    """A server whose requests are never done; yields its address, its requests, and what stops it."""
    asked = []

    async def endless(scope, _, send):
        if scope["type"] == "http":
            asked.append(scope["path"])
            if scope["path"] == "/begun":
                await send({"type": "http.response.start", "status": 200, "headers": []})
            await asyncio.Event().wait()

    listener = open_listener("127.0.0.1", 0)
    config = uvicorn.Config(
        StoppedRequestMiddleware(endless), log_config=None, timeout_graceful_shutdown=0, lifespan="off"
    )
    served = uvicorn.Server(config)
    serving = asyncio.create_task(served._serve([listener]))
    await until(lambda: served.started)

    async def stop():
        served.should_exit = True
        await serving

    yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked, stop
    await stop()
    listener.close()


async def test_requests_are_answered_and_not_logged(server, caplog):
    address, asked, stop = server
    with caplog.at_level(logging.ERROR):
        async with httpx.AsyncClient(base_url=address) as web:
            asking = [asyncio.create_task(web.get(f"/{n}")) for n in range(20)]
            await until(lambda: len(asked) == 20)
            await stop()
            answers = await asyncio.gather(*asking)
    assert {answer.status_code for answer in answers} == {503}
    assert {answer.headers["retry-after"] for answer in answers} == {"5"}
    assert [record.exc_info for record in caplog.records] == [None]  # how many were cancelled


async def test_answer_that_has_begun_is_cut_without_a_traceback(server, caplog):
    address, asked, stop = server
    async with httpx.AsyncClient(base_url=address) as web:
        asking = asyncio.create_task(web.get("/begun"))
        await until(lambda: bool(asked))
        await stop()
        with pytest.raises(httpx.HTTPError):
            await asking
    assert not [record for record in caplog.records if record.exc_info]
