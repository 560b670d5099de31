"""Open pages are loaded again when a setting has changed that they were built with."""

import pytest
from nicegui import Client

from storage.database.settings_store import SettingsStore


@pytest.fixture
async def open_paths(web, staff, restaurant):
    """Return the paths of the pages that the server knows."""
    order = await restaurant.order()
    for visitor, path in ((staff, "/kitchen"), (web, "/board"), (web, f"/t/{order.token}")):
        assert (await visitor.get(path)).status_code == 200
    return lambda: {client.page.path for client in Client.instances.values()}


@pytest.fixture
async def kept_logo(context):
    picture = b"\x89PNG\r\n\x1a\n"
    await context.settings_store.save_logo(picture)
    return picture


@pytest.mark.parametrize(
    ("section", "said", "ended"),
    [
        ("kitchen", {"ring_again_seconds": "40"}, {"/kitchen"}),
        ("kitchen", {"shelf_red_minutes": "40"}, {"/kitchen"}),
        ("board", {"board_for_staff": "true"}, {"/board"}),
        ("board", {"board_speaks": "true"}, {"/board"}),
        ("contact", {"phone": "600 000 001"}, {"/t/{token}"}),
        ("contact", {"whatsapp": "+34 600 123 456"}, {"/t/{token}"}),
        ("push", {"vapid_subject": "owner@restaurant.example"}, {"/t/{token}"}),
        ("records", {"keep_days": "40"}, set()),
        ("kitchen", {"ring_again_seconds": "20"}, set()),
    ],
)
async def test_pages_end_that_were_built_with_it(staff, open_paths, section, said, ended):
    before = open_paths()
    assert (await staff.post(f"/settings/{section}", data=said)).status_code == 303
    assert before - open_paths() == ended


@pytest.mark.parametrize("path", ["", "/remove"])
async def test_pages_end_that_show_the_logo(kept_logo, staff, open_paths, path):
    before = open_paths()
    await staff.post(f"/settings/logo{path}", content=kept_logo + b"another")
    assert before - open_paths() == {"/board", "/t/{token}"}


async def test_board_ends_when_another_process_closes_it(restaurant, settings, context, open_paths):
    other = SettingsStore(restaurant.database, settings.model_copy())
    await other.save({"board_for_staff": "true"})
    assert "/board" in open_paths()
    await context.settings_store.read_again()
    assert "/board" not in open_paths()
