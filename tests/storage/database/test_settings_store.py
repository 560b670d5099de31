"""The owner's settings: kept, used at once, and below what the environment says."""

from datetime import time

import pytest

from storage.database.settings_store import MAX_LOGO_BYTES, SettingsStore
from storage.settings import Settings
from tests.support.world import settings_in

PNG = b"\x89PNG\r\n\x1a\n and so on"


@pytest.fixture
def store(database, settings):
    return SettingsStore(database, Settings(_env_file=None, data_dir=settings.data_dir))


async def opened_again(store):
    """The settings as the next start reads them."""
    again = SettingsStore(store._database, Settings(_env_file=None, data_dir=store.current.data_dir))
    await again.open()
    return again


async def test_what_is_saved_holds_at_once_and_after_a_start(store):
    written = {"restaurant_name": " La Paloma ", "business_day_starts": "5:30", "languages": "es,en"}
    assert await store.save({**written, "lead_minutes": "", "vapid_subject": "ana@paloma.example"}) == {}
    for current in (store.current, (await opened_again(store)).current):
        assert (current.restaurant_name, current.business_day_starts) == ("La Paloma", time(5, 30))
        assert (current.languages, current.lead_minutes) == (("es", "en"), None)
        assert current.vapid_subject == "mailto:ana@paloma.example"


async def test_one_mistake_leaves_all_as_it_was(store):
    wrong = await store.save({"restaurant_name": "La Paloma", "keep_days": "0", "public_url": "bell"})
    assert str(wrong["keep_days"]) == "write 1 or more"
    assert str(wrong["public_url"]).startswith("write it like https://bell.example")
    assert store.current.restaurant_name == "OrderBell"
    assert (await opened_again(store)).current.keep_days == 30


async def test_what_the_environment_gives_stands(store, database, settings):
    await store.save({"restaurant_name": "La Paloma", "keep_days": "7"})
    given = SettingsStore(database, settings_in(settings.data_dir))
    await given.open()
    assert given.given >= {"restaurant_name", "timezone"}
    assert await given.save({"restaurant_name": "La Gaviota"}) == {}
    assert (given.current.restaurant_name, given.current.keep_days) == ("La Campana", 7)


async def test_machine_settings_are_not_the_owners(store):
    assert await store.save({"host": "0.0.0.0", "staff_pin": "482913", "nonsense": "x"}) == {}  # noqa: S104
    assert store.current.staff_pin is None


async def test_broken_kept_value_is_left_out_and_logged(store, caplog):
    await store._keep({"timezone": "Atlantis/Reef", "keep_days": "7"})
    again = await opened_again(store)
    assert again.current.keep_days == 7
    assert "timezone from the settings page is left out" in caplog.text


async def test_followers_hear_of_a_change(store):
    heard = []

    async def follow():
        heard.append((store.current.keep_days, store.logo))

    store.follow(follow)
    await store.save({"keep_days": "9"})
    await store.save({"keep_days": "none"})
    await store.save_logo(b"<svg></svg>")
    await store.save_logo(PNG)
    assert heard == [(9, None), (9, store.logo)]


async def test_logo_is_a_small_picture(store):
    assert await store.save_logo(PNG) is None
    assert (await opened_again(store)).logo.content == PNG
    for wrong in (b"<svg></svg>", PNG + bytes(MAX_LOGO_BYTES)):
        assert "48 KB" in str(await store.save_logo(wrong))
    assert store.logo.media_type == "image/png"
    assert await store.save_logo(b"") is None
    assert (await opened_again(store)).logo is None
