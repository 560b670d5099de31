"""The cache of compressed static files: one copy of a file, whatever it is called, and no more than its bound."""

import asyncio

import httpx
import pytest
from starlette.staticfiles import StaticFiles

from pages.server import compressed_static
from pages.server.compressed_static import CompressedStaticMiddleware

BODY = b"let it = 1;\n" * 20_000


class Files:
    """An application that serves one file under every name below /static/good, and counts who reads it."""

    def __init__(self):
        self.reads, self.most_at_once, self._now = 0, 0, 0

    async def __call__(self, scope, _, send):
        self.reads += 1
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        await asyncio.sleep(0)
        status = 200 if scope["path"].startswith("/static/good") else 404
        headers = [(b"content-type", b"text/javascript"), (b"content-length", b"%d" % len(BODY))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": BODY})
        self._now -= 1


@pytest.fixture
def files():
    return Files()


@pytest.fixture
def cache(files):
    return CompressedStaticMiddleware(files, prefixes=("/static/",))


@pytest.fixture
async def web(cache):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(cache), base_url="http://a") as client:
        yield client


async def ask(cache, path, method="GET"):
    """Ask for a path as it stands: httpx would make it normal."""
    told = []

    async def send(message):
        told.append(message)

    headers = [(b"accept-encoding", b"gzip")]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": headers}
    await cache(scope, None, send)
    return told


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/../good.js",
        "/static//good.js",
        "/static/./good.js",
        "/static/good.js/",
        "/static/good.js/.",
        "/static/",
    ],
)
async def test_path_that_is_not_normal_is_not_found(cache, files, path):
    for method in ("GET", "HEAD"):
        assert (await ask(cache, path, method))[0]["status"] == 404
    assert files.reads == 0


async def test_file_is_compressed_once_for_many_at_once(web, files):
    answers = await asyncio.gather(*(web.get("/static/good.js") for _ in range(50)))
    assert {answer.content for answer in answers} == {BODY}
    assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}
    assert files.reads == 1


async def test_different_files_are_loaded_one_at_a_time(web, files):
    await asyncio.gather(*(web.get(f"/static/good{n}.js") for n in range(20)))
    assert (files.reads, files.most_at_once) == (20, 1)


async def test_cache_is_bounded_in_bytes(web, cache, files, monkeypatch):
    monkeypatch.setattr(compressed_static, "MAX_CACHE_BYTES", 2000)
    answers = await asyncio.gather(*(web.get(f"/static/good{n}.js") for n in range(200)))
    assert {answer.content for answer in answers} == {BODY}
    assert sum(len(body) for _, body in cache._cache.values()) < 2000 + 1000
    assert files.reads == 200


async def test_queries_do_not_count(web, files):
    for n in range(20):
        await web.get(f"/static/good.js?v={n}")
    assert files.reads == 1


async def test_file_is_sent_in_pieces(cache):
    told = await ask(cache, "/static/good.js")
    assert max(len(message.get("body", b"")) for message in told) <= 64 * 1024
    assert [message.get("more_body") for message in told[1:]] == [True] * (len(told) - 2) + [False]


async def test_missing_file_is_not_kept(web, cache, files):
    for n in range(20):
        assert (await web.get(f"/static/bad{n}.js")).status_code == 404
    assert not cache._cache
    assert files.reads == 20


async def test_real_file_is_served(tmp_path):
    (tmp_path / "good.js").write_bytes(BODY)
    cache = CompressedStaticMiddleware(StaticFiles(directory=tmp_path), prefixes=("/",))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(cache), base_url="http://a") as client:
        assert {(await client.get("/good.js")).content for _ in range(2)} == {BODY}
