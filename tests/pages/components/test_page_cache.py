"""Pages that are sent again and again are rendered once, and few of them are kept."""

import gzip

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pages.components import page_cache
from pages.components.page_cache import PageCache


def request(**headers):
    return Request({"type": "http", "headers": [(name.encode(), value.encode()) for name, value in headers.items()]})


@pytest.fixture
def rendered():
    return []


@pytest.fixture
def ask(rendered):
    cache = PageCache()

    def answer(key, status=200, **headers):
        def render():
            rendered.append(key)
            return HTMLResponse(f"page {key}")

        return cache.answer(request(**headers), status, key, render, {"Retry-After": "3"})

    return answer


def test_page_is_rendered_once(ask, rendered):
    answers = [ask("a") for _ in range(3)]
    assert rendered == ["a"]
    assert {answer.body for answer in answers} == {b"page a"}


def test_status_and_headers_are_of_each_request(ask):
    assert ask("a", 403).status_code == 403
    late = ask("a", 429)
    assert (late.status_code, late.headers["retry-after"], late.headers["cache-control"]) == (429, "3", "no-store")


def test_compressed_for_those_who_take_it(ask):
    packed = ask("a", **{"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == ask("a").body


def test_page_asked_least_lately_makes_room(ask, rendered, monkeypatch):
    monkeypatch.setattr(page_cache, "MAX_PAGES", 2)
    for key in "abaca":
        ask(key)
    assert rendered == ["a", "b", "c"]
    ask("b")
    assert rendered == ["a", "b", "c", "b"]
