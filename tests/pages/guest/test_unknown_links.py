"""Links and paths that lead nowhere: told alike, in few bytes, without a client."""

import re

from nicegui import Client

from domain.commands import Tap

MAX_BYTES_FOR_MACHINES = 500


MADE_UP = ["x", "x" * 22, "x" * 5000, "%00", "..%2f..", "é", "'", "token-1"]


async def test_unknown_link_is_not_found_and_costs_no_client(web, restaurant, subtests):
    for below in ["", "/status.json", "/qr.svg"]:
        for token in MADE_UP:
            with subtests.test(below=below, token=token):
                await restaurant.order()
                answer = await web.get(f"/t/{token}{below}")
                assert answer.status_code == 404
                assert "There is nothing here" in answer.text
                assert not Client.instances


async def test_ended_link_reads_like_an_unknown_one(web, restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.CANCEL, order.id)
    restaurant.clock.move(days=1, seconds=1)
    await restaurant.kitchen.forget_ended()
    ended, never = await web.get(f"/t/{order.token}"), await web.get("/t/never")
    assert ended.status_code == never.status_code == 404
    assert without_nonce(ended) == without_nonce(never)


async def test_unknown_path_gets_a_page_without_a_client(web, subtests):
    for path in ["/nothing", "/favicon.php", "/_nicegui/nothing", "/t", "/t/"]:
        with subtests.test(path=path):
            answer = await web.get(path)
            assert answer.status_code == 404
            assert "There is nothing here" in answer.text
            assert not Client.instances


async def test_error_is_told_machines_in_few_bytes(web, subtests):
    for path in ["/nothing", "/t/never", "/t/never/qr.svg", "/static/nothing.js"]:
        for accept in ["*/*", "image/avif,*/*;q=0.8", "text/plain", ""]:
            with subtests.test(path=path, accept=accept):
                answer = await web.get(path, headers={"Accept": accept})
                assert "There is nothing here" in answer.text
                assert len(answer.content) < MAX_BYTES_FOR_MACHINES
        assert 'rel="icon"' in (await web.get(path, headers={"Accept": "text/html,*/*;q=0.8"})).text


def without_nonce(answer):
    return re.sub(r'(nonce|data-now)="[^"]*"', "", answer.text)
