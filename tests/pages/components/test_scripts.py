"""Every page's scripts are found: by the import map, by the preload links, and by phones without a network."""

import json
import re

import pytest

from pages.components.script_bundle import BUNDLED, bundle
from pages.components.scripts import SCRIPT_FOLDERS, import_map, preloaded_urls, static_url
from pages.components.static_files import STATIC

START_SCRIPTS = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*start.js"))
# These are not imported: NiceGUI loads the fragment, the browser the service worker, which keeps the offline page.
LOADED_OTHERWISE = {"shared/fragment.js", "guest/sw.js", "guest/offline.js"}


def imported(name):
    return set(re.findall(r'"@/([^"]+)"', (STATIC / name).read_text()))


def mapped(start_script):
    if start_script in BUNDLED:
        return {
            name for name in every_script() if f"const {re.sub(r'[/.]', '_', name)} =" in bundle(start_script).decode()
        }
    return {name.removeprefix("@/") for name in json.loads(import_map("{}", start_script))}


def every_script():
    return {path.relative_to(STATIC).as_posix() for folder in SCRIPT_FOLDERS for path in folder.glob("*.js")}


def test_every_script_folder_is_listed():
    folders = {path.parent for path in STATIC.rglob("*.js")}
    assert {folder for folder in folders if folder.parent != STATIC / "vendor"} == set(SCRIPT_FOLDERS)


@pytest.mark.parametrize("start_script", START_SCRIPTS)
def test_every_import_of_a_page_has_an_address(start_script):
    modules = mapped(start_script)
    assert set().union(*(imported(name) for name in modules)) <= modules


def test_every_script_is_part_of_a_page():
    assert every_script() - LOADED_OTHERWISE == set().union(*map(mapped, START_SCRIPTS))


def test_import_map_keeps_what_is_imported_of_others():
    names = json.loads(import_map('{"vue": "/vue.js", "nicegui-plotly": "/plotly.js"}', "kitchen/start.js"))
    assert names["vue"] == "/vue.js"
    assert "nicegui-plotly" not in names


def test_modules_of_the_kitchen_are_preloaded():
    assert {static_url("kitchen/start.js"), static_url("shared/connection.js")} <= set(
        preloaded_urls("kitchen/start.js")
    )


def test_guests_load_one_script():
    assert preloaded_urls("guest/start.js") == (static_url("guest/start.js"),)


async def test_bundle_is_served_under_its_digest(web):
    answer = await web.get(static_url("guest/start.js"))
    assert answer.content == bundle("guest/start.js")
    assert "immutable" in answer.headers["cache-control"]
    assert "javascript" in answer.headers["content-type"]


def test_phones_keep_what_the_offline_page_imports():
    kept = re.findall(r'"(/static/[^"]+)"', (STATIC / "guest/sw.js").read_text())
    wanted = re.findall(r'from "(/static/[^"]+)"', (STATIC / "guest/offline.js").read_text())
    assert wanted
    assert set(wanted) <= set(kept)
    assert all((STATIC / path.removeprefix("/static/")).exists() for path in wanted)


# Each may be missing in a browser, or throw where a person or a policy forbids it: its file has the way round it.
ONE_PLACE = {
    "new ResizeObserver": "shared/size_observer.js",
    "matchMedia(": "shared/media.js",
    "history.replaceState(": "shared/address.js",
    ".showModal(": "shared/dialog.js",
    "AudioContext;": "shared/bell.js",
    "createOscillator(": "shared/bell.js",
    "sessionStorage": "shared/storage.js",
    "localStorage": "shared/storage.js",
    "getRandomValues(": "shared/random_id.js",
    "navigator.wakeLock": "shared/screen_wake_lock.js",
    "navigator.clipboard": "counter/order_list.js",
    "navigator.share": "guest/share.js",
    "navigator.vibrate": "guest/guest_alert.js",
    "speechSynthesis.": "guest/speech.js",
    "document.cookie": "guest/kept_files.js",
    ".animate(": "guest/change_highlight.js",
    "new Intl.": "guest/offline.js",
}


@pytest.mark.parametrize("interface", ONE_PLACE)
def test_interface_of_the_browser_is_used_in_one_place(interface):
    used = {name for name in every_script() if interface in (STATIC / name).read_text()}
    assert used == {ONE_PLACE[interface]}


def test_selectors_need_no_interface():
    assert [name for name in every_script() if "CSS.escape" in (STATIC / name).read_text()] == []
