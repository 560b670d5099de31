"""The restaurant's logo, in a browser that writes no WebP, as Safari."""

import base64

import pytest
from playwright.async_api import expect

from tests.browser.tablets import signed_in

pytestmark = pytest.mark.asyncio(loop_scope="session")
NO_WEBP = """
const write = HTMLCanvasElement.prototype.toBlob;
HTMLCanvasElement.prototype.toBlob = function (done, type, quality) {
    write.call(this, done, type === "image/webp" ? "image/png" : type, quality);
};
"""
# A picture with the noise of a camera, on a transparent ground.
PHOTOGRAPH = """() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 400;
    const pen = canvas.getContext("2d");
    const picture = pen.createImageData(360, 360);
    for (let at = 0; at < picture.data.length; at++) {
        picture.data[at] = at % 4 === 3 ? 255 : (at / 2500 + 24 * Math.random()) % 256;
    }
    pen.putImageData(picture, 20, 20);
    return canvas.toDataURL("image/png").split(",")[1];
}"""
CORNER = """async () => {
    const picture = await createImageBitmap(await (await fetch("/logo", { cache: "reload" })).blob());
    const pen = document.createElement("canvas").getContext("2d");
    pen.drawImage(picture, 0, 0);
    return Math.min(...pen.getImageData(0, 0, 1, 1).data);
}"""


async def test_a_photographic_logo_is_taken_without_webp(server, browser):
    page = await signed_in(browser, server)
    await page.add_init_script(NO_WEBP)
    await page.goto(f"{server.address}/settings")
    photograph = base64.b64decode(await page.evaluate(PHOTOGRAPH))
    await page.locator("#logo-file").set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": photograph}
    )
    await expect(page.get_by_role("img", name="The logo")).to_be_visible()
    logo = await page.request.get(f"{server.address}/logo")
    assert logo.headers["content-type"] == "image/jpeg"
    assert await page.evaluate(CORNER) > 250
    await page.context.close()
