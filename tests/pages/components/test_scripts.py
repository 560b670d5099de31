"""Every page's scripts are found: by the import map, by the preload links, and by phones without a network."""

import json
import re

import pytest

from pages.components.scripts import SCRIPT_FOLDERS, STATIC, import_map, preloaded_urls, static_url

START_SCRIPTS = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*start.js"))
# These are not imported: NiceGUI loads the fragment, the browser the service worker, which keeps the offline page.
LOADED_OTHERWISE = {"shared/fragment.js", "guest/sw.js", "guest/offline.js"}


def imported(name):
    return set(re.findall(r'"@/([^"]+)"', (STATIC / name).read_text()))


def mapped(start_script):
    return {name.removeprefix("@/") for name in json.loads(import_map("{}", start_script))}


def test_every_script_folder_is_listed():
    folders = {path.parent for path in STATIC.rglob("*.js")}
    assert {folder for folder in folders if folder.parent != STATIC / "vendor"} == set(SCRIPT_FOLDERS)


@pytest.mark.parametrize("start_script", START_SCRIPTS)
def test_every_import_of_a_page_has_an_address(start_script):
    modules = mapped(start_script)
    assert set().union(*(imported(name) for name in modules)) <= modules


def test_every_script_is_part_of_a_page():
    every = {path.relative_to(STATIC).as_posix() for folder in SCRIPT_FOLDERS for path in folder.glob("*.js")}
    assert every - LOADED_OTHERWISE == set().union(*map(mapped, START_SCRIPTS))


def test_import_map_keeps_the_imports_of_others():
    assert json.loads(import_map('{"vue": "/vue.js"}', "guest/start.js"))["vue"] == "/vue.js"


def test_what_is_imported_later_is_not_preloaded():
    urls = preloaded_urls("guest/start.js")
    assert static_url("shared/connection.js") in urls
    assert static_url("guest/notifications.js") not in urls


def test_phones_keep_what_the_offline_page_imports():
    kept = re.findall(r'"(/static/[^"]+)"', (STATIC / "guest/sw.js").read_text())
    wanted = re.findall(r'from "(/static/[^"]+)"', (STATIC / "guest/offline.js").read_text())
    assert wanted
    assert set(wanted) <= set(kept)
    assert all((STATIC / path.removeprefix("/static/")).exists() for path in wanted)
