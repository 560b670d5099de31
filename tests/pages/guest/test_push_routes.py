"""Push routes: accepted and refused subscriptions, service worker and manifest."""

import json
import re

import pytest

from domain.commands import Tap
from domain.notices import NoticeKind
from pages.guest.notification_texts import notification_writer
from storage.owner_settings import LANGUAGES
from storage.settings import Settings
from tests.support.world import ADDRESS, ZONE

POINT = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"
PHONE = {
    "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/phone",
    "expirationTime": None,
    "keys": {"p256dh": POINT, "auth": "tBHItJI5svbpez7KI4CCXg"},
}


@pytest.fixture
async def context_with_push(context):
    await context.push.open()
    yield context
    await context.push.close()


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"vapid_subject": "mailto:owner@restaurant.example"})


async def follow(web, order, phone=PHONE, **headers):
    return await web.post(f"/t/{order.token}/subscriptions", json=phone, headers=headers)


async def followed(restaurant):
    async with restaurant.database.reading() as db:
        return (await db.exec_driver_sql("select kinds, language from subscriptions")).all()


@pytest.mark.usefixtures("context_with_push")
async def test_phone_subscribes_with_its_choice_and_leaves(web, restaurant):
    order = await restaurant.order()
    answer = await follow(web, order, PHONE | {"kinds": ["ready", "late"], "language": "es"}, origin=ADDRESS)
    assert answer.status_code == 204
    assert await followed(restaurant) == [("ready,late", "es")]
    gone = await web.request("DELETE", f"/t/{order.token}/subscriptions", json={"endpoint": PHONE["endpoint"]})
    assert gone.status_code == 204
    assert await followed(restaurant) == []


@pytest.mark.usefixtures("context_with_push")
async def test_a_hostile_address_is_refused_with_a_reason(web, restaurant, subtests):
    for endpoint in [
        "https://127.0.0.1/",
        "https://169.254.169.254/latest",
        "https://localtest.me/",
        "https://[::1]/",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com@evil.example/x",
        "http://fcm.googleapis.com/x",
        "file:///etc/passwd",
        "x" * 3000,
        "",
        None,
        7,
    ]:
        with subtests.test(endpoint=endpoint):
            answer = await follow(web, await restaurant.order(), PHONE | {"endpoint": endpoint})
            assert answer.status_code == 422
            assert answer.headers["content-type"] == "application/problem+json"
            assert await followed(restaurant) == []


@pytest.mark.usefixtures("context_with_push")
async def test_what_is_no_subscription_is_refused(web, restaurant, subtests):
    for phone in [
        {},
        [],
        None,
        "phone",
        PHONE | {"keys": {"p256dh": "A" * 5000, "auth": "b"}},
        PHONE | {"keys": {str(n): "x" for n in range(100)}},
        PHONE | {"kinds": ["everything"]},
        PHONE | {"kinds": ["ready"] * 100},
        PHONE | {"language": "e" * 5000},
    ]:
        with subtests.test(phone=phone):
            assert (await follow(web, await restaurant.order(), phone)).status_code == 422
            assert await followed(restaurant) == []


@pytest.mark.usefixtures("context_with_push")
async def test_a_sixth_phone_is_refused(web, restaurant):
    order = await restaurant.order()
    answers = [await follow(web, order, PHONE | {"endpoint": f"{PHONE['endpoint']}{n}"}) for n in range(7)]
    assert [answer.status_code for answer in answers] == [204] * 5 + [422] * 2


@pytest.mark.usefixtures("context_with_push")
async def test_more_than_a_subscription_can_be_is_not_read(web, restaurant):
    answer = await follow(web, await restaurant.order(), PHONE | {"more": "x" * 70_000})
    assert answer.status_code == 413


@pytest.mark.usefixtures("context_with_push")
async def test_only_the_link_of_an_open_order_can_subscribe(web, restaurant):
    order = await restaurant.order()
    unknown = await web.post("/t/nothing-like-it/subscriptions", json=PHONE)
    assert unknown.status_code == 404
    assert (await follow(web, order, origin="https://evil.example")).status_code == 403
    await restaurant.tap(Tap.CANCEL, order.id)
    assert (await follow(web, order)).status_code == 409
    assert await followed(restaurant) == []


async def test_without_a_mailbox_the_page_has_no_key(web, restaurant):
    order = await restaurant.order()
    assert (await follow(web, order)).status_code == 422
    page = await web.get(f"/t/{order.token}")
    assert '<notify-me data-key=""' in page.text


async def test_page_offers_the_key_and_starts_with_notify_me(web, context_with_push, restaurant):
    order = await restaurant.order(language="en")
    page = (await web.get(f"/t/{order.token}?lang=en")).text
    assert f'data-key="{context_with_push.push.public_key}"' in page
    assert re.search(r'data-do="ask">.*?</svg>Notify me', page)
    assert f'href="/manifest.webmanifest?order={order.token}"' in page


async def test_pages_follow_push_that_is_switched(web, context_with_push, restaurant):
    order, push = await restaurant.order(), context_with_push.push
    for switch in (push.close, push.open, push.close):
        await web.get(f"/t/{order.token}")  # what is drawn of the order is kept
        await switch()
        assert f'<notify-me data-key="{push.public_key}"' in (await web.get(f"/t/{order.token}")).text


async def test_worker_is_served_uncached_from_the_root(web):
    answer = await web.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["content-security-policy"]


async def test_app_opens_with_the_order_or_the_kitchen(web, restaurant):
    order = await restaurant.order(language="es")
    guest = (await web.get(f"/manifest.webmanifest?order={order.token}")).json()
    staff = (await web.get("/manifest.webmanifest")).json()
    made_up = (await web.get("/manifest.webmanifest?order=../../evil")).json()
    assert (guest["id"], guest["start_url"], guest["lang"]) == ("/guest", f"/t/{order.token}", "es")
    assert (staff["id"], staff["start_url"]) == ("/kitchen", "/kitchen")
    assert "evil" not in json.dumps(made_up)
    for icon in guest["icons"]:
        assert (await web.get(icon["src"])).headers["content-type"] == "image/png"


async def test_app_opens_in_the_chosen_language(web, restaurant):
    order = await restaurant.order(language="de")
    page = (await web.get(f"/t/{order.token}?lang=ar")).text
    link = f"/manifest.webmanifest?order={order.token}&lang=ar"
    assert f'<link rel="manifest" href="{link.replace("&", "&amp;")}" />' in page
    app = (await web.get(link)).json()
    assert (app["start_url"], app["lang"]) == (f"/t/{order.token}?lang=ar", "ar")


async def test_each_notice_has_number_and_status_translated(restaurant, subtests):
    for kind in NoticeKind:
        for language in LANGUAGES:
            with subtests.test(kind=kind, language=language):
                order = await restaurant.order(guest_name="Ana", note="no onions")
                words = notification_writer(Settings(_env_file=None, timezone=ZONE))(order, kind, language)
                assert words.language == language
                assert order.pickup_code in words.title
                assert words.body
                assert not [
                    of_the_guest
                    for of_the_guest in ("Ana", "onions", "Naan")
                    if of_the_guest in words.title + words.body
                ]


@pytest.mark.parametrize("kind", NoticeKind)
async def test_guest_of_a_delivery_is_sent_nowhere(restaurant, kind):
    order = await restaurant.order(service="delivery")
    words = notification_writer(Settings(_env_file=None, timezone=ZONE))(order, kind, "en")
    assert words.body
    assert not re.search("counter|set out", words.body)


@pytest.mark.parametrize("kind", [NoticeKind.READY, NoticeKind.NEARLY_NEXT])
async def test_guest_at_a_table_is_sent_nowhere(restaurant, kind):
    order = await restaurant.order(table="5")
    words = notification_writer(Settings(_env_file=None, timezone=ZONE))(order, kind, "en")
    assert words.body == "It will be brought to you."


async def test_kept_pages_still_find_their_script(web):
    answer = await web.get("/static/offline.js")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "fetch(`${location.pathname}/status.json`" in answer.text
