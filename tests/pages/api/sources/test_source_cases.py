"""Each source has its outcome in each case; `python -m tests.tools.source_cases` prints the table of all odd values."""

from __future__ import annotations

import pytest

from tests.support.vendors import VENDORS
from tests.tools.source_cases import CASES, outcome_of

EXPECTED = {
    "replayed": "1 order",
    "wrong signature": "401, 0 orders",
    "duplicate": "1 order",
    "out of order": "newer stands",
    "draft": "0, then 1 order",
    "cancellation": "cancelled",
    "cancelled first": "0 orders",
    "options": "on the ticket",
    "scheduled": "for its time",
    "no order": "listed as refused",
    "cut body": "listed as refused",
    "odd values": "each has an end",
    "other news": "0 orders, nothing listed",
    "answer": "200, mapped later: True",
    "changed": "on the ticket",
    "vendor is away": "1, then 1 order",
}
LACKING = {
    ("shopify", "draft"): "sends none",
    ("deliverect", "draft"): "sends none",
    ("opendelivery", "draft"): "sends none",
    ("square", "other news"): "0 orders, ignored listed",
    ("shopify", "other news"): "0 orders, ignored listed",
    ("odoo", "draft"): "sends none",
    ("odoo", "scheduled"): "sells for now only",
    ("tastyigniter", "answer"): "polled",
    **{(name, "vendor is away"): "0, then 1 order" for name in ("square", "opendelivery", "odoo")},
}


@pytest.mark.long
@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
async def test_every_case_has_its_outcome(vendor):
    wanted = {case: LACKING.get((vendor.name, case), outcome) for case, outcome in EXPECTED.items()}
    assert {case: await outcome_of(vendor, case, is_thorough=False) for case in CASES} == wanted
