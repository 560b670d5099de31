"""Stylesheets serve the oldest browsers that README promises: they drop what they do not know."""

import itertools
import re

import pytest

from pages.components.static_files import STATIC

STYLESHEETS = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted(path for path in STATIC.glob("*/*.js") if path.parent.name != "vendor")
# Firefox throws at the one before 121, and takes the other for a property of our own before 119.
TOO_NEW = re.compile(r":has\(|\baria[A-Z]\w*")


@pytest.fixture(params=STYLESHEETS, ids=lambda path: path.stem)
def style(request):
    return re.sub(r"/\*.*?\*/", "", request.param.read_text(), flags=re.DOTALL)


def test_dynamic_height_follows_a_plain_one(style):
    lines = [line.strip() for line in style.splitlines()]
    for before, line in itertools.pairwise(lines):
        if "dvh" in line:
            assert before == line.replace("dvh", "vh")


# A browser that does not know one selector of a list drops them all.
def test_has_stands_alone_in_its_selector_list(style):
    for selectors in re.findall(r"[^{};]+(?={)", style):
        if ":has(" in selectors:
            assert not re.search(r",\n", selectors.strip()), selectors


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_scripts_ask_for_nothing_too_new(script):
    assert not TOO_NEW.findall(script.read_text())
