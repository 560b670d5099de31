"""A device's own language: chosen once, it holds on all its pages."""

import pytest

from pages.context import LANGUAGE_COOKIE

ENGLISH = {"Accept-Language": "en"}


async def choose(web, **form):
    return await web.post("/language", data=form, follow_redirects=False)


async def test_a_chosen_language_holds_whatever_the_browser_wishes(web):
    answer = await choose(web, language="es", back="/login")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert '<html lang="es"' in (await web.get("/login", headers=ENGLISH)).text


async def test_it_comes_before_the_orders_language(web, restaurant):
    order = await restaurant.order(language="en")
    await choose(web, language="es", back="/")
    assert '<html lang="es"' in (await web.get(f"/t/{order.token}", headers=ENGLISH)).text


async def test_it_leads_back_to_the_page_and_its_station(web):
    before = {"Referer": f"{web.base_url}/kitchen?station=grill"}
    assert 'name="back" value="/kitchen?station=grill"' in (await web.get("/language", headers=before)).text


@pytest.mark.parametrize("referer", ["https://evil.example/kitchen", "", "nonsense"])
async def test_another_page_is_not_led_back_to(web, referer):
    assert 'name="back" value="/"' in (await web.get("/language", headers={"Referer": referer})).text


async def test_it_leads_to_no_other_host(web, subtests):
    for back in ["//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", "kitchen"]:
        with subtests.test(back=back):
            assert (await choose(web, language="es", back=back)).headers["location"] == "/"


async def test_an_unknown_language_is_not_kept(web):
    answer = await choose(web, language="tlh", back="/login")
    assert answer.status_code == 303
    assert LANGUAGE_COOKIE not in answer.cookies


async def test_another_origin_cannot_choose(web):
    answer = await web.post("/language", data={"language": "es"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
