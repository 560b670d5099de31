"""The owner's settings on their page: edited, refused in words, or shown as the environment's."""

import re

from tests.support.world import PIN

PNG = b"\x89PNG\r\n\x1a\n and so on"


def entry(page, name):
    """What the page shows of one setting."""
    return page.partition(f'data-setting="{name}"')[2].partition('data-setting="')[0]


async def test_saved_setting_is_shown_everywhere(staff, web, context):
    answer = await staff.post("/settings/contact", data={"phone": "+34 956 123 456", "address": "Calle Mar 1"})
    assert answer.headers["location"] == "/settings?saved=contact#contact"
    page = (await staff.get("/settings?saved=contact")).text
    assert "Saved. It holds from now on." in page
    assert 'value="+34 956 123 456"' in entry(page, "phone")
    assert context.settings.address == "Calle Mar 1"
    assert (await web.get("/board")).status_code == 200
    await staff.post("/settings/board", data={"board_for_staff": ["false", "true"]})
    assert (await web.get("/board")).status_code == 303


async def test_mistake_is_answered_beside_its_field(staff, context):
    answer = await staff.post("/settings/kitchen", data={"ring_again_seconds": "900", "lead_minutes": "20"})
    assert answer.status_code == 422
    assert "Write 600 or less." in entry(answer.text, "ring_again_seconds")
    assert 'value="900"' in entry(answer.text, "ring_again_seconds")
    assert "Write" not in entry(answer.text, "lead_minutes").partition("wrong")[2]
    assert context.settings.lead_minutes is None


async def test_a_form_is_answered_at_its_own_section(staff):
    page = (await staff.get("/settings")).text
    actions = re.findall(r'class="settings-form" method="post" action="([^"]+)"', page)
    assert len(actions) > 10
    assert [one for one in actions if not re.fullmatch(r"/settings/(\w+)(/.+)?#\1", one)] == []


async def test_advice_is_in_the_readers_language(staff, subtests):
    for section, name, written in [
        ("kitchen", "ring_again_seconds", "x"),
        ("kitchen", "ring_again_seconds", "-1"),
        ("kitchen", "ring_again_seconds", "601"),
        ("kitchen", "ring_again_seconds", "9" * 5000),
        ("kitchen", "off_rail_stations", ",".join(map(str, range(101)))),
        ("kitchen", "lead_minutes", "x"),
        ("kitchen", "lead_minutes", "0"),
        ("kitchen", "business_day_starts", "noon"),
        ("link", "public_url", "bell"),
        ("contact", "phone", "call"),
        ("contact", "whatsapp", "600 123 456"),
        ("contact", "address", "x" * 201),
        ("wifi", "wifi_security", "WPS"),
        ("wifi", "wifi_password", "short"),
        ("push", "vapid_subject", "me"),
    ]:
        with subtests.test(section=section, name=name, written=written):
            english = (await staff.post(f"/settings/{section}", data={name: written})).text
            spanish = (await staff.post(f"/settings/{section}?lang=es", data={name: written})).text
            said = [re.search(f'id="{name}-wrong" role="alert">([^<]+)<', page).group(1) for page in (english, spanish)]
            assert said[0] != said[1]


async def test_environments_setting_is_shown_as_such(staff, context):
    page = (await staff.get("/settings")).text
    assert "disabled" in entry(page, "restaurant_name")
    assert "ORDERBELL_RESTAURANT_NAME" in entry(page, "restaurant_name")
    await staff.post("/settings/restaurant", data={"restaurant_name": "La Gaviota"})
    assert context.name == "La Campana"


async def test_own_language_comes_first(staff, context):
    await staff.post("/settings/restaurant", data={"languages": ["", "en", "es"], "first_language": "es"})
    assert context.languages == ("es", "en")
    answer = await staff.post("/settings/restaurant?lang=en", data={"languages": [""], "first_language": "es"})
    assert answer.status_code == 422
    assert "Choose one language or more." in entry(answer.text, "languages")
    assert 'name="languages" value="en" aria-invalid="true"' in answer.text
    assert context.languages == ("es", "en")


async def test_own_language_need_not_be_ticked(staff, context):
    await staff.post("/settings/restaurant", data={"languages": ["", "en", "fr"], "first_language": "es"})
    assert context.languages == ("es", "en", "fr")


async def test_wifi_is_shown_as_a_code(staff):
    assert "Join the Wi-Fi" not in (await staff.get("/settings")).text
    await staff.post("/settings/wifi", data={"wifi_name": "Campana;Gäste", "wifi_password": "mucho ruido"})
    page = (await staff.get("/settings")).text
    assert "Join the Wi-Fi Campana;Gäste" in page


async def test_wifi_password_fits_the_encryption(staff, context):
    wep = {"wifi_name": "Old", "wifi_security": "WEP", "wifi_password": "chime"}
    assert (await staff.post("/settings/wifi", data=wep)).status_code == 303
    assert (await staff.post("/settings/wifi", data=wep | {"wifi_password": "chimes"})).status_code == 422
    await context.settings_store.open()
    assert context.settings.wifi_password == "chime"


async def test_guests_see_the_logo_where_they_read_the_name(staff, web, restaurant, context):
    order = await restaurant.order()
    pages = ["/board", f"/t/{order.token}", f"/t/{order.token}/receipt"]
    for path in pages:
        assert "/logo" not in (await web.get(path)).text, path
    await staff.post("/settings/logo", content=PNG)
    shown = f'<img class="logo" src="/logo?v={context.settings_store.logo.digest}" alt="" width="40" height="40"'
    for path in pages:
        assert shown in (await web.get(path)).text, path


async def test_logo_is_served_and_removed(staff, web):
    assert (await web.get("/logo")).status_code == 404
    assert (await staff.post("/settings/logo", content=b"<svg/>")).status_code == 422
    assert (await staff.post("/settings/logo", content=PNG)).status_code == 200
    assert (await web.get("/logo")).content == PNG
    await staff.post("/settings/logo/remove")
    assert (await web.get("/logo")).status_code == 404


class TestOwnersPin:
    async def test_without_one_the_staffs_opens_all(self, staff):
        for path in ("/settings", "/menu", "/reports", "/deliveries"):
            assert (await staff.get(path)).status_code == 200, path

    async def test_with_one_cooks_stay_in_the_kitchen(self, staff, web):
        answer = await staff.post("/settings/pins/owner", data={"owner_pin": "730518"})
        assert answer.headers["location"] == "/settings?saved=pins#pins"
        assert (await staff.get("/settings")).status_code == 200  # who set it is the owner
        await web.post("/login", data={"pin": PIN})
        assert (await web.get("/kitchen")).status_code == 200
        for path in ("/settings", "/menu", "/reports", "/deliveries"):
            assert (await web.get(path)).headers["location"] == f"/login?next=%2F{path[1:]}"
        assert (await web.post("/settings/contact", data={"phone": "1234"})).status_code == 303
        for address in ("/settings", "/settings%3Fsaved%3Dpins"):
            assert "opens with the owner" in (await web.get(f"/login?next={address}")).text
        assert (await web.post("/login?next=/settings", data={"pin": "730518"})).headers["location"] == "/settings"
        assert (await web.get("/settings")).status_code == 200
        await web.post("/settings/pins/owner", data={"owner_pin": ""})
        assert (await staff.get("/settings")).status_code == 200

    async def test_pin_of_arabic_digits_is_its_ascii_one(self, staff, web):
        arabic = "".join(chr(ord("\N{ARABIC-INDIC DIGIT ZERO}") + int(digit)) for digit in "730518")
        assert (await staff.post("/settings/pins/owner", data={"owner_pin": arabic})).status_code == 303
        assert (await web.post("/login?next=/settings", data={"pin": "730518"})).headers["location"] == "/settings"

    async def test_bad_pin_is_refused_in_words(self, staff, subtests):
        for written, says in [("12", "Write 6 to 20 digits."), ("123456", "guessed among the first"), (PIN, "another")]:
            with subtests.test(written=written, says=says):
                answer = await staff.post("/settings/pins/owner", data={"owner_pin": written})
                assert answer.status_code == 422
                assert says in entry(answer.text, "owner_pin")

    async def test_staffs_pin_of_the_environment_stays(self, staff):
        assert "ORDERBELL_STAFF_PIN" in entry((await staff.get("/settings")).text, "staff_pin")
        await staff.post("/settings/pins/staff", data={"staff_pin": "730518"})
        assert (await staff.post("/login", data={"pin": PIN})).status_code == 303
