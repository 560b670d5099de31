"""The owner's pages: reports with their files, settings, and the room's screen."""

import csv
import io

import pytest

from domain.commands import Tap
from pages.security.login_throttle import LoginThrottle
from tests.support.world import ADDRESS, draft

WEIRD = '=HYPERLINK("x") <b>'


async def finish(restaurant, *names, minutes=10):
    """Have an order cooked in so many minutes."""
    order, _ = await restaurant.kitchen.place(draft(*names))
    await restaurant.tap(Tap.START, order.id)
    restaurant.clock.move(minutes=minutes)
    return await restaurant.tap(Tap.BUMP, order.id)


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def test_only_staff_on_our_own_page_change_settings(web, staff, subtests):
    for path in ["/settings/unlearn", "/settings/sign-all-out", "/settings/test-push"]:
        with subtests.test(path=path):
            body = {"endpoint": "https://push.example", "keys": {}}
            assert (await web.post(path, json=body)).status_code == 303
            assert (
                await staff.post(path, json=body, headers={"Origin": "https://elsewhere.example"})
            ).status_code == 403
            assert (await staff.get("/settings")).status_code == 200


async def test_settings_say_that_somebody_guesses(staff, monkeypatch):
    assert 'id="guessing"' not in (await staff.get("/settings")).text
    monkeypatch.setattr(LoginThrottle, "guesses", 4211)
    assert "Somebody is guessing the PIN: 4211 wrong ones" in (await staff.get("/settings")).text


async def test_without_orders_the_reports_say_so(staff):
    assert "No order has become ready" in (await staff.get("/reports")).text


@pytest.mark.both
async def test_reports_show_kept_promises_and_the_minutes(staff, restaurant):
    await finish(restaurant, "Lamb Biryani", minutes=10)
    await finish(restaurant, "Lamb Biryani", minutes=90)
    page = (await staff.get("/reports?days=1")).text
    assert "50%" in page
    assert "Lamb Biryani" in page
    promises = rows(await staff.get("/reports/promises.csv?days=1"))
    assert [float(row["minutes"]) for row in promises] == [10, 90]
    assert float(promises[1]["late_by"]) > 0
    assert promises[0]["placed_at"] == "2026-03-14T20:00:00+01:00"  # Madrid's time, with its offset
    assert all(row["first_range_from"] < row["first_range_to"] for row in promises)
    (dish,) = rows(await staff.get("/reports/dishes.csv"))
    assert dish == {"name": "Lamb Biryani", "count": "2", "typical_minutes": "50.0", "slow_minutes": "82.0"}
    assert [row["name"] for row in rows(await staff.get("/reports/stations.csv"))] == ["stove"]
    assert [row["name"] for row in rows(await staff.get("/reports/hours.csv"))] == ["20:00"]  # Madrid, not UTC


async def test_formula_like_dish_is_inert_in_csv_and_page(staff, restaurant):
    await finish(restaurant, WEIRD)
    (dish,) = rows(await staff.get("/reports/dishes.csv"))
    assert dish["name"] == f"'{WEIRD}"
    assert "<b>" not in (await staff.get("/reports")).text.split("<main")[1].replace('<b class="num">', "")


async def test_a_report_that_is_none_is_refused(staff, subtests):
    for asked in ["/reports?days=0", "/reports?days=x", "/reports/everything.csv"]:
        with subtests.test(asked=asked):
            assert (await staff.get(asked)).status_code == 422


@pytest.mark.both
async def test_what_was_learnt_is_forgotten_on_demand(staff, restaurant):
    for _ in range(3):
        await finish(restaurant, "Lamb Biryani", minutes=40)
        restaurant.clock.move(minutes=2)
        await restaurant.kitchen.learn()
    learnt = await restaurant.store.read_note("learnt")
    assert (await staff.post("/settings/unlearn")).status_code == 303
    assert await restaurant.store.read_note("learnt") != learnt


async def test_signing_all_out_ends_this_session_too(staff):
    assert (await staff.post("/settings/sign-all-out")).headers["location"] == "/login"
    assert (await staff.get("/settings")).status_code == 303


async def test_the_settings_say_what_push_still_needs(staff):
    page = (await staff.get("/settings")).text
    assert 'data-possible="false"' in page
    assert "phones demand https" in page


async def test_the_rooms_screen_shows_codes_and_nobody(web, restaurant):
    waiting, _ = await restaurant.kitchen.place(draft("Garlic Naan", guest_name="Ana"))
    ready = await finish(restaurant, "Lamb Biryani")
    page = (await web.get("/board")).text
    body = page.split("<main")[1].split("</main>")[0]
    called, prepared = body.split("Being prepared")
    assert ready.pickup_code in called
    assert waiting.pickup_code in prepared
    assert "Ana" not in page
    assert "Biryani" not in page


async def test_settings_lead_to_the_board(staff):
    page = (await staff.get("/settings")).text
    board = page.partition('id="board"')[2].partition("</section>")[0]
    assert '<a class="quiet" href="/board">' in board
    assert "<svg" in board
    assert f"{ADDRESS}/board" in board
