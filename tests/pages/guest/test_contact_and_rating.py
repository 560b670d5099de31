"""A guest reaches the restaurant, and says how it was."""

import re

import pytest

from domain.commands import Tap


@pytest.fixture
async def collected(restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    return await restaurant.tap(Tap.HAND_OVER, order.id)


async def test_page_says_how_the_restaurant_is_reached(web, restaurant, context):
    order = await restaurant.order()
    assert 'data-testid="contact"' not in (await web.get(f"/t/{order.token}")).text
    await context.settings_store.save({"phone": "+34 (956) 12-34", "address": "Calle Mar 1", "opening_hours": "12-23"})
    page = (await web.get(f"/t/{order.token}")).text
    assert 'href="tel:+349561234"' in page
    assert "Calle Mar 1" in page
    assert "12-23" in page


async def test_guest_can_ask_by_whatsapp(web, restaurant, context):
    order = await restaurant.order()
    assert "wa.me" not in (await web.get(f"/t/{order.token}")).text
    await context.settings_store.save({"whatsapp": "+34 (600) 12-34-56"})
    page = (await web.get(f"/t/{order.token}?lang=en")).text
    assert (
        f'href="https://wa.me/34600123456?text=Please%20tell%20me%20here%20when%20order%20{order.pickup_code}' in page
    )


async def test_links_dial_no_0_behind_the_country_code(web, restaurant, context):
    order = await restaurant.order()
    await context.settings_store.save({"phone": "+49 (0)30 123456", "whatsapp": "+44 (0)7700 900123"})
    page = (await web.get(f"/t/{order.token}")).text
    assert 'href="tel:+4930123456"' in page
    assert 'href="https://wa.me/447700900123?' in page


async def test_rating_reaches_the_owner_alone(web, staff, collected):
    link = f"/t/{collected.token}/rating"
    answer = await web.post(link, data={"stars": "4"}, headers={"Origin": "null"})
    assert answer.headers["location"] == f"{link}?stars=4"
    await web.post(link, data={"stars": "2", "words": " <b>Cold</b> "})
    report = (await staff.get("/reports?days=1")).text
    assert "2.0 of 5, by 1 guest" in report
    assert "2,0 von 5" in (await staff.get("/reports?days=1&lang=de")).text
    assert "&lt;b&gt;Cold&lt;/b&gt;" in report
    assert "Cold" not in (await web.get(f"/t/{collected.token}")).text


async def test_guests_of_merged_orders_rate_each(web, restaurant, context):
    order, other = await restaurant.order(), await restaurant.order()
    await restaurant.tap(Tap.MERGE, order.id, other_id=other.id)
    await restaurant.tap(Tap.BUMP, order.id)
    for token, stars in ((order.token, "5"), (other.token, "1"), (other.token, "2")):
        answer = await web.post(f"/t/{token}/rating", data={"stars": stars})
        assert answer.headers["location"] == f"/t/{token}/rating?stars={stars}"
    assert sorted(one.stars for one in await context.ratings.since(order.placed_at)) == [2, 5]


async def test_words_are_kept_without_controls(web, context, collected):
    await web.post(f"/t/{collected.token}/rating", data={"stars": "4", "words": "Cold\x00\r\nsoup\x1b"})
    assert [one.words for one in await context.ratings.since(collected.placed_at)] == ["Cold\nsoup"]


async def test_other_stars_keep_the_words(web, context, collected):
    link = f"/t/{collected.token}/rating"
    await web.post(link, data={"stars": "4", "words": "Cold"})
    for said in ({"stars": "5"}, {"stars": "3", "words": " "}):
        await web.post(link, data=said)
        (rating,) = await context.ratings.since(collected.placed_at)
        assert (rating.stars, rating.words) == (int(said["stars"]), "Cold")
    await web.post(link, data={"stars": "3", "words": "Warm"})
    assert [one.words for one in await context.ratings.since(collected.placed_at)] == ["Warm"]


async def test_what_is_no_rating_is_refused(web, context, collected, subtests):
    for stars in ["0", "6", "x", ""]:
        with subtests.test(stars=stars):
            assert (await web.post(f"/t/{collected.token}/rating", data={"stars": stars})).status_code in {409, 422}
            assert await context.ratings.since(collected.placed_at) == []


async def test_open_order_is_not_rated_yet(web, restaurant):
    order = await restaurant.order()
    assert (await web.post(f"/t/{order.token}/rating", data={"stars": "4"})).status_code == 409


async def test_scoreboard_shows_when_the_owner_wants(web, context, collected):
    assert (await web.get("/scoreboard")).status_code == 404
    await context.settings_store.save({"public_scoreboard": "true"})
    page = (await web.get("/scoreboard")).text.partition("<main")[2].partition("</main>")[0]
    assert "were ready by their promise" in page
    assert collected.pickup_code not in re.sub("<[^>]*>", " ", page)


async def test_scoreboard_says_that_nothing_is_there_yet(web, context):
    await context.settings_store.save({"public_scoreboard": "true"})
    assert "No order has become ready in this time." in (await web.get("/scoreboard")).text


async def test_board_speaks_when_the_owner_wishes(web, context):
    assert 'data-speak="{}"' in (await web.get("/board")).text
    await context.settings_store.save({"board_speaks": "true"})
    assert "El pedido {code}" in (await web.get("/board")).text
