"""Credentials: keys, sessions and devices are shown once, kept as digests, and survive a restart."""

import asyncio
import hashlib
import hmac
from datetime import timedelta
from unittest.mock import Mock

import pytest

from storage.database import credentials as storage_keys
from storage.database.credentials import CredentialStore
from storage.database.settings_store import SettingsStore
from storage.database.sign_outs import FILE
from storage.services import Services
from tests.support.failing_database import unwritable
from tests.support.world import API_KEY, PIN


async def again(keys):
    """The keys as the next start reads them."""
    restarted = CredentialStore(keys._database, keys._settings)
    assert await restarted.open() is None
    return restarted


async def test_pin_and_key_of_the_settings_are_used(database, settings):
    given = CredentialStore(database, settings)
    assert await given.open() is None
    assert await given.pins.is_staffs(PIN)
    assert given.find_api_key(API_KEY) == ""
    assert given.find_api_key(API_KEY + "x") is None


async def test_before_any_api_key_is_made_none_is_good(keys):
    assert keys.find_api_key("") is None
    assert keys.find_api_key("obk_") is None


async def test_two_api_keys_are_valid_at_a_time(keys):
    made = [await keys.new_api_key() for _ in range(3)]
    assert [keys.find_api_key(key) for key in made] == [None, "", ""]
    assert [(await again(keys)).find_api_key(key) for key in made] == [None, "", ""]
    assert all(key.startswith("obk_") and len(key) >= 4 + 64 for key in made)


async def test_made_key_counts_while_the_clock_is_behind(keys, monkeypatch):
    first, second = [await keys.new_api_key() for _ in range(2)]
    now = storage_keys._now()
    monkeypatch.setattr(storage_keys, "_now", lambda: now - timedelta(days=400))
    third = await keys.new_api_key()
    for store in (keys, await again(keys)):
        assert [store.find_api_key(key) for key in (first, second, third)] == [None, "", ""]


async def test_device_is_known_while_the_clock_is_behind(keys, monkeypatch):
    monkeypatch.setattr(storage_keys, "MAX_DEVICES", 2)
    first, second = [await keys.know_device() for _ in range(2)]
    now = storage_keys._now()
    monkeypatch.setattr(storage_keys, "_now", lambda: now - timedelta(days=400))
    third = await keys.know_device()
    for store in (keys, await again(keys)):
        assert [store.is_device(token) for token in (first, second, third)] == [False, True, True]


async def test_keys_of_another_name_stay_valid(keys):
    plain, *tills = [await keys.new_api_key(name) for name in ("", "till-1", "till-2", "till-2", "till-2")]
    names = ["till-1", None, "till-2", "till-2"]
    for store in (keys, await again(keys)):
        assert (store.find_api_key(plain), [store.find_api_key(key) for key in tills]) == ("", names)


async def test_named_keys_live_beside_the_given_one(database, keys, settings):
    plain, named = [await keys.new_api_key(name) for name in ("", "till-2")]
    given = CredentialStore(database, settings)
    await given.open()
    assert [given.find_api_key(key) for key in (API_KEY, named, plain)] == ["", "till-2", None]


async def test_api_key_is_compared_with_all_live_keys(keys, monkeypatch):
    made = [await keys.new_api_key() for _ in range(2)]
    compared = []

    def in_constant_time(one, other):
        compared.append({one, other})
        return one == other

    monkeypatch.setattr(hmac, "compare_digest", in_constant_time)
    for key in (*made, "obk_made_up"):
        compared.clear()
        assert (keys.find_api_key(key) is not None) is (key in made)
        digests = [hashlib.sha256(known.encode()).hexdigest() for known in (key, *made)]
        assert sorted(map(sorted, compared)) == sorted(sorted({digests[0], known}) for known in digests[1:])


async def test_a_session_lives_until_the_tablet_signs_out(keys):
    token, other = await keys.open_session(), await keys.open_session()
    assert len(token) >= 43  # 256 bits in base64url
    assert keys.is_session(token)
    assert (await again(keys)).is_session(token)
    await keys.close_session(token)
    assert (keys.is_session(token), keys.is_session(other)) == (False, True)
    assert not (await again(keys)).is_session(token)


async def test_a_new_pin_signs_every_tablet_out(keys):
    token = await keys.open_session()
    pin = await keys.pins.renew()
    assert not keys.is_session(token)
    restarted = await again(keys)
    assert not restarted.is_session(token)
    assert await restarted.pins.is_staffs(pin)
    assert pin == keys.first_pin or not await restarted.pins.is_staffs(keys.first_pin)


async def test_all_tablets_can_be_signed_out_at_once(keys):
    tokens = [await keys.open_session() for _ in range(3)]
    await keys.close_all_sessions()
    restarted = await again(keys)
    assert not any(keys.is_session(token) or restarted.is_session(token) for token in tokens)


async def test_all_are_signed_out_while_the_clock_is_behind(keys, monkeypatch):
    token, now = await keys.open_session(), storage_keys._now()
    monkeypatch.setattr(storage_keys, "_now", lambda: now - timedelta(days=400))
    await keys.close_all_sessions()
    await keys.read_again()
    assert not keys.is_session(token)
    assert not (await again(keys)).is_session(token)


@pytest.mark.parametrize("is_all", [False, True])
async def test_sign_out_outlives_another_sign_in(database, keys, own_settings, is_all):
    ended, other = await keys.open_session(), await keys.open_session()
    with unwritable(keys._database):
        await (keys.close_all_sessions() if is_all else keys.close_session(ended))
        await keys.read_again()
        assert [keys.is_session(token) for token in (ended, other)] == [False, not is_all]
    another = await CredentialStore(database, own_settings).open_session()
    await keys.read_again()
    assert [keys.is_session(token) for token in (ended, other, another)] == [False, not is_all, True]
    assert not (own_settings.data_dir / FILE).exists()
    assert [(await again(keys)).is_session(token) for token in (ended, other)] == [False, not is_all]


async def test_refused_sign_out_reaches_the_other_processes(database, keys, own_settings):
    other = CredentialStore(database, own_settings)
    await other.open()
    ended = await keys.open_session()
    with unwritable(keys._database):
        await keys.close_session(ended)
        await run_job(keys, "sign-outs")
    await other.read_again()
    assert other.is_session(ended)
    await run_job(keys, "sign-outs")
    await other.read_again()
    assert not other.is_session(ended)


async def run_job(keys, name):
    settings_store = SettingsStore(keys._database, keys._settings)
    services = Services(settings_store, keys._database, keys, write_text=None, write_payload=None, link=None)
    (job,) = (one for one in services.list_jobs(Mock(), Mock(), has_backups=False) if one.id == name)
    await job.run()


async def test_use_of_a_session_does_not_undo_its_end(keys, monkeypatch):
    token, begun = await keys.open_session(), storage_keys._now()
    monkeypatch.setattr(storage_keys, "_now", lambda: begun + timedelta(days=1))
    await asyncio.gather(keys.see_session(token), keys.close_session(token))
    assert not keys.is_session(token)


async def test_unused_session_ends_and_one_in_use_lives_on(keys, monkeypatch):
    token, idle = await keys.open_session(), await keys.open_session()
    begun = storage_keys._now()
    monkeypatch.setattr(storage_keys, "_now", lambda: begun + timedelta(days=29))
    await keys.see_session(token)
    monkeypatch.setattr(storage_keys, "_now", lambda: begun + timedelta(days=31))
    assert (keys.is_session(token), keys.is_session(idle)) == (True, False)
    assert (await again(keys)).is_session(token)


@pytest.mark.sqlite
async def test_database_holds_no_secret_in_plain_text(keys, settings):
    secrets = [keys.first_pin, await keys.open_session(), await keys.new_api_key()]
    await keys._database.aclose()
    stored = b"".join(path.read_bytes() for path in settings.data_dir.glob("orderbell.sqlite3*"))
    assert not [secret for secret in secrets[1:] if secret.encode() in stored]
    assert b"$argon2id$" in stored


@pytest.mark.parametrize("token", ["", "x", "\x00", "é" * 50])
def test_a_made_up_token_is_nobodys(keys, token):
    assert not keys.is_session(token)
    assert keys.find_api_key(token) is None


async def test_owners_pin_opens_sessions_of_the_owner(keys):
    everybody = await keys.open_session()
    assert keys.is_owner(everybody)
    assert str(await keys.pins.change_owners(keys.first_pin)).startswith("write another one")
    assert await keys.pins.change_owners("730518") is None
    assert await keys.pins.is_owners("730518")
    assert not keys.is_owner(everybody)
    owner = await keys.open_session(is_owner=True)
    restarted = await again(keys)
    assert (restarted.is_owner(owner), restarted.is_owner(everybody)) == (True, False)
    await keys.pins.renew()  # an owner who forgot it begins again at the machine
    assert not (await again(keys)).pins.has_owners


async def test_chosen_staff_pin_signs_every_tablet_out(keys):
    session = await keys.open_session()
    assert not keys.pins.is_chosen
    assert str(await keys.pins.change_staffs("111111")).startswith("this one is guessed")
    assert await keys.pins.change_staffs("730518") is None
    assert not keys.is_session(session)
    restarted = await again(keys)
    assert await restarted.pins.is_staffs("730518")
    assert restarted.pins.is_chosen
