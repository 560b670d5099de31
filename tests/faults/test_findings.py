"""The tests that README names for each finding exist."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_named_tests_exist():
    named = set(re.findall(r"`(test_\w+)`", (TESTS / "faults" / "README.md").read_text()))
    written = "".join(path.read_text() for path in TESTS.rglob("test_*.py"))
    assert named - set(re.findall(r"def (test_\w+)", written)) == set()
