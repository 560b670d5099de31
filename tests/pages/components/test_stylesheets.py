"""Stylesheets serve the oldest browsers that README promises: they drop what they do not know."""

import itertools
import re

import pytest

from pages.components.static_files import STATIC

STYLESHEETS = sorted((STATIC / "css").glob("*.css"))


@pytest.fixture(params=STYLESHEETS, ids=lambda path: path.stem)
def style(request):
    return re.sub(r"/\*.*?\*/", "", request.param.read_text(), flags=re.DOTALL)


def test_dynamic_height_follows_a_plain_one(style):
    lines = [line.strip() for line in style.splitlines()]
    for before, line in itertools.pairwise(lines):
        if "dvh" in line:
            assert before == line.replace("dvh", "vh")
