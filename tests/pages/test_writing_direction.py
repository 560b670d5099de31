"""The styles hold in both directions of writing: no rule names left or right, or gives the two sides unlike space."""

import re
from pathlib import Path

import pytest

from pages.i18n import translator_for
from pages.kitchen.keys_view import keys
from tests.support.world import ZONE

PAGES = Path(__file__).parents[2] / "pages"
STYLES = sorted((PAGES / "static/css").glob("*.css"))
_RULE = re.compile(r"^\s*(?P<name>[a-z-]+):\s*(?P<value>[^;]+);", re.MULTILINE)


def physical_rules(css):
    """Return the rules that mean another thing when the line runs from right to left."""
    for rule in _RULE.finditer(css):
        name, value = rule.group("name", "value")
        sides = re.findall(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", value)
        is_lopsided = name in {"margin", "padding", "inset"} and len(sides) == 4 and sides[1] != sides[3]
        if is_lopsided or re.search(r"(?:^|-)(?:left|right)(?:-|$)", name) or value in {"left", "right"}:
            yield rule[0].strip()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_styles_name_the_sides_by_the_line(path):
    assert list(physical_rules(path.read_text())) == []


@pytest.mark.parametrize(
    "rule", ["padding-left: 2px;", "text-align: right;", "left: 0;", "margin: 0 1px calc(2px * (1 + 1)) 3px;"]
)
def test_a_rule_that_names_a_side_is_found(rule):
    assert list(physical_rules(rule)) == [rule]


def test_keys_run_from_left_to_right_in_arabic():
    drawn = keys(translator_for("ar", ZONE))
    assert drawn.count("<kbd dir=ltr>") == drawn.count("<kbd")


def test_what_machines_send_runs_from_left_to_right():
    pages = (path.read_text() for path in PAGES.rglob("*.py"))
    drawn = [tag for page in pages for tag in re.findall(r"<pre[^>]*>", page)]
    assert drawn
    assert all('dir="ltr"' in tag for tag in drawn)
