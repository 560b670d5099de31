"""Errors are told to people on a page in their language, and to programs as problem documents."""

import pytest

from domain.commands import Tap
from domain.errors import NotSaved
from tests.support.failing_database import unreadable
from tests.support.rest import is_problem
from tests.support.world import PIN


@pytest.fixture
async def ready_order(restaurant):
    order = await restaurant.order()
    return await restaurant.tap(Tap.BUMP, order.id)


async def test_full_disk_is_told_to_people_in_words(web, staff, context, ready_order, monkeypatch):
    async def fail(*_, **__):
        raise NotSaved("full")

    for part, verb in (
        (context.credentials, "open_session"),
        (context.settings_store, "save"),
        (context.kitchen, "place"),
        (context.ratings, "keep"),
    ):
        monkeypatch.setattr(part, verb, fail)
    for visitor, path, form in (
        (web, "/login", {"pin": PIN}),
        (staff, "/settings/contact", {"phone": "1"}),
        (staff, "/welcome/test-order", {}),
        (web, f"/t/{ready_order.token}/rating", {"stars": "4"}),
    ):
        answer = await visitor.post(path, data=form, headers={"Accept": "text/html", "Accept-Language": "es"})
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert "No se ha guardado" in answer.text
        assert '<html lang="es"' in answer.text
        script = await visitor.post(path, data=form, headers={"Accept": "application/json"})
        assert script.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/orders", "/orders/unknown", "/deliveries", "/webhooks"])
async def test_database_that_is_away_is_told_to_programs(api, restaurant, path):
    with unreadable(restaurant.database):
        answer = await api.get(f"/api/v1{path}")
    assert answer.headers["retry-after"] == "2"
    assert "try again" in is_problem(answer, 503)["detail"]


@pytest.mark.parametrize("path", ["/orders", "/reports", "/deliveries"])
async def test_database_that_is_away_is_told_to_people(staff, restaurant, path):
    with unreadable(restaurant.database):
        answer = await staff.get(path, headers={"Accept": "text/html", "Accept-Language": "es"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert "No es culpa tuya" in answer.text


async def test_odd_address_is_answered_to_people_in_words(staff):
    answer = await staff.get("/reports?days=x", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "text/html; charset=utf-8")
    assert "The link may be mistyped" in answer.text
    assert "try again" not in answer.text
    script = await staff.get("/reports?days=x", headers={"Accept": "application/json"})
    assert script.json()["errors"][0]["at"] == "query/days"
