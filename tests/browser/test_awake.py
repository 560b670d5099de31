"""Wake lock: kitchen tablet and pickup board keep the screen of a real Firefox on."""

import pytest
import pytest_asyncio

from tests.support.firefox import firefox as run_firefox
from tests.support.world import PIN

pytestmark = pytest.mark.asyncio(loop_scope="module")
# What the page asks of the browser, and whether the browser still holds the screen on for it.
LISTEN = """(() => {
    const ask = WakeLock.prototype.request;
    window.locks = [];
    window.asked = 0;
    WakeLock.prototype.request = async function (kind) {
        window.asked += 1;
        const lock = await ask.call(this, kind);
        window.locks.push(lock);
        return lock;
    };
    return true;
})()"""
HELD = "window.locks.filter((lock) => !lock.released).length"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(tmp_path_factory):
    async with run_firefox(tmp_path_factory.mktemp("firefox"), {}, {}) as running:
        await running.command("script.addPreloadScript", functionDeclaration=f"() => {LISTEN}")
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def signed_in(browser, server):
    tab = await browser.open(f"{server.address}/login")
    await tab.run(f"(document.querySelector('input[name=pin]').value = '{PIN}')")
    await tab.tap("Sign in")
    await tab.until("location.pathname === '/kitchen'")
    return tab


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("path", ["/kitchen", "/board"])
async def test_screen_stays_on_while_the_page_is_visible(browser, server, path):
    screen, other = await browser.open(f"{server.address}{path}"), await browser.open("about:blank")
    await screen.front()
    await screen.until(f"{HELD} === 1")
    await other.front()
    await screen.until("document.visibilityState === 'hidden'")
    await screen.until(f"{HELD} === 0")
    await screen.front()
    await screen.until(f"{HELD} === 1")
    assert await screen.run("window.asked === window.locks.length")  # and none is on its way
    assert await screen.run(HELD) == 1
    await screen.close()
    await other.close()


async def test_hidden_page_asks_once_it_is_visible(browser, signed_in, server):
    screen = await browser.open(f"{server.address}/kitchen")
    await signed_in.front()
    await screen.go(f"{server.address}/kitchen")
    assert await screen.run("document.visibilityState") == "hidden"
    assert await screen.run("window.locks.length") == 0
    await screen.front()
    await screen.until(f"{HELD} === 1")
    await screen.close()
