"""The owner's PIN: each wrong guess makes the next one wait longer, and none locks the kitchen out."""

import pytest

from pages.security.login_throttle import FREE_ATTEMPTS
from tests.pages.conftest import browser
from tests.support.world import PIN

OWNERS, FOR_OWNER = "730518", "/login?next=%2Fsettings"


@pytest.fixture(autouse=True)
async def owners_pin(context):
    assert await context.credentials.pins.change_owners(OWNERS) is None


async def guess(tablet, address="/login", pin="000000"):
    return await tablet.post(address, data={"pin": pin})


@pytest.mark.both
async def test_staffs_pin_forgives_no_guess_at_the_owners(web):
    await guess(web, pin=PIN)
    for _ in range(FREE_ATTEMPTS):
        await guess(web)
        assert (await guess(web, pin=PIN)).status_code == 303
    right = await guess(web, pin=OWNERS)
    assert right.status_code == 403
    assert "You can try the owner’s PIN again in 1 second." in right.text  # noqa: RUF001
    assert (await guess(web, pin=PIN)).status_code == 303


async def test_new_devices_forgive_no_guess_either(app):
    for _ in range(FREE_ATTEMPTS):
        async with browser(app) as tablet:
            await guess(tablet, pin=PIN)
            await guess(tablet, FOR_OWNER)
    async with browser(app) as tablet:
        await guess(tablet, pin=PIN)
        assert (await guess(tablet, FOR_OWNER, OWNERS)).status_code == 429


@pytest.mark.both
async def test_guesses_at_the_owners_leave_the_kitchen_open(web):
    await guess(web, pin=PIN)
    for _ in range(FREE_ATTEMPTS + 2):
        answer = await guess(web, FOR_OWNER)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert (await guess(web)).status_code == 403  # who mistypes
    assert (await guess(web, pin=PIN)).status_code == 303


async def test_owners_pin_forgives_guesses_at_it(web):
    await guess(web, pin=PIN)
    for _ in range(2):
        for _ in range(FREE_ATTEMPTS - 1):
            await guess(web, FOR_OWNER)
        assert (await guess(web, FOR_OWNER, OWNERS)).headers["location"] == "/settings"


async def test_staffs_pin_is_no_guess_at_the_owners(web):
    for _ in range(FREE_ATTEMPTS + 2):
        assert (await guess(web, FOR_OWNER, PIN)).status_code == 303
    assert (await guess(web, FOR_OWNER, OWNERS)).headers["location"] == "/settings"
