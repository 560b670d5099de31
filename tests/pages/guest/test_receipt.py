"""The receipt that a guest keeps."""

import pytest

from domain.commands import Tap

DISH = {"name": "Garlic Naan", "quantity": 2, "modifiers": ["no garlic"], "price": 350, "currency": "EUR"}


@pytest.fixture
async def order(api, restaurant):
    placed = (await api.post("/api/v1/orders", json={"guest_name": "Ana", "items": [DISH]})).json()
    return next(order for order in restaurant.board.orders() if order.id == placed["id"])


async def test_it_says_who_what_when_and_how_much(web, context, order):
    await context.settings_store.save({"phone": "+34 956 12 34", "address": "Calle Mar 1"})
    page = (await web.get(f"/t/{order.token}/receipt")).text.partition('id="paper"')[2]
    year = str(order.placed_at.year)
    for said in (
        context.name,
        order.pickup_code,
        year,
        "Garlic Naan",
        "no garlic",
        "€7.00",
        "Calle Mar 1",
        "956 12 34",
    ):
        assert said in page, said
    assert "cancelled" not in page


async def test_only_the_counters_receipt_names_the_guest(web, staff, order):
    shared = (await web.get(f"/t/{order.token}/receipt")).text
    printed = (await staff.get(f"/orders/{order.id}/receipt")).text
    assert (">Ana<" in shared, ">Ana<" in printed) == (False, True)


async def test_page_leads_to_it_once_the_order_is_ready(web, restaurant, order):
    link = f'href="/t/{order.token}/receipt?lang=en"'
    assert link not in (await web.get(f"/t/{order.token}")).text
    for tap in (Tap.BUMP, Tap.HAND_OVER):
        await restaurant.tap(tap, order.id)
        assert link in (await web.get(f"/t/{order.token}")).text


async def test_cancelled_order_is_no_proof_of_a_meal(web, restaurant, order):
    await restaurant.tap(Tap.CANCEL, order.id)
    assert "This order was cancelled" in (await web.get(f"/t/{order.token}/receipt")).text


async def test_chosen_language_is_kept_on_the_way(web, restaurant):
    order = await restaurant.order(language="es")
    await restaurant.tap(Tap.BUMP, order.id)
    path = f"/t/{order.token}"
    assert "?lang" not in (await web.get(f"{path}/receipt")).text
    page = (await web.get(f"{path}?lang=de")).text
    assert f'href="{path}/receipt?lang=de"' in page
    assert f'action="{path}/rating?lang=de"' in page
    assert f'href="{path}?lang=de"' in (await web.get(f"{path}/receipt?lang=de")).text
    rated = (await web.post(f"{path}/rating?lang=de", data={"stars": "4"}, headers={"Origin": "null"})).headers
    thanks = (await web.get(rated["location"])).text
    assert '<html lang="de"' in thanks
    assert f'action="{path}/rating?lang=de"' in thanks
    assert f'href="{path}?lang=de"' in thanks
