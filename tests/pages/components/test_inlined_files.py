"""A guest's first page carries its stylesheet and start guard; a phone that has their files gets links to them."""

import pytest

from pages.components.assembled_files import GUEST_STYLE, START_GUARD, read_static
from pages.components.inlined_files import files_digest
from pages.components.scripts import static_url

FILES = (GUEST_STYLE, START_GUARD)


async def page_of(web, restaurant, cookie=""):
    order = await restaurant.order()
    return (await web.get(f"/t/{order.token}", headers={"Cookie": cookie})).text


@pytest.mark.parametrize("name", FILES)
async def test_first_visit_carries_the_file(web, restaurant, name):
    page = await page_of(web, restaurant)
    assert f'data-file="{static_url(name)}"' in page
    assert read_static(name).decode() in page
    assert f'data-files="{files_digest()}"' in page


async def test_phone_with_the_files_gets_links(web, restaurant):
    page = await page_of(web, restaurant, f"a=b; files={files_digest()}")
    assert f'<link rel="stylesheet" href="{static_url(GUEST_STYLE)}">' in page
    assert f'<script src="{static_url(START_GUARD)}"' in page
    assert not any(read_static(name).decode() in page for name in FILES)
    assert "data-file=" not in page


async def test_scripts_are_announced_to_phones_without_them(web, restaurant):
    announced = f'<link rel="modulepreload" href="{static_url("guest/start.js")}"'
    assert announced in await page_of(web, restaurant)
    assert announced not in await page_of(web, restaurant, f"files={files_digest()}")


@pytest.mark.parametrize("name", FILES)
async def test_phone_with_old_files_gets_the_present(web, restaurant, name):
    assert read_static(name).decode() in await page_of(web, restaurant, "files=000000000000")


@pytest.mark.parametrize(("name", "media_type"), [(GUEST_STYLE, "text/css"), (START_GUARD, "text/javascript")])
async def test_file_is_served_under_its_digest(web, name, media_type):
    answer = await web.get(static_url(name))
    assert answer.content == read_static(name)
    assert answer.headers["content-type"].startswith(media_type)
    assert "immutable" in answer.headers["cache-control"]
