"""The documentation of the REST interface takes an API key, and what is executed there is answered."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import TABLET
from tests.browser.tablets import faults_in_both_schemes
from tests.support.world import API_KEY

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_operation_is_executed_with_the_key(visit):
    async with visit("/api/docs", reduced_motion="reduce", **TABLET) as page:
        await page.locator(".btn.authorize").click()
        dialog = page.get_by_role("dialog", name="Available authorizations")
        await expect(dialog).to_be_visible()
        assert await faults_in_both_schemes(page) == []
        await dialog.locator("input").fill(API_KEY)
        await dialog.locator("button.authorize").click()
        await expect(dialog.get_by_text("Logout")).to_be_visible()
        assert await faults_in_both_schemes(page) == []
        await dialog.get_by_role("button", name="Close").last.click()
        operation = page.locator(".opblock-get", has=page.locator("[data-path='/api/v1/menu']"))
        await operation.locator(".opblock-summary-control").click()
        await operation.get_by_role("button", name="Execute").click()
        await expect(operation.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
