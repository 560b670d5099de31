"""Link: the address that guests' phones open, and the Wi-Fi that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.qr_code import qr_svg
from pages.components.wifi import is_local_link, wifi_code
from pages.owner.settings.section import Attempt, Field, Section

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.i18n import Translator

_ENCRYPTIONS = (("WPA", "WPA, WPA2, WPA3"), ("WEP", "WEP"))


def link_section(context: AppContext) -> Section:
    """Return the section of the public link."""

    async def draw(t: Translator, _: Attempt | None) -> Markup:
        says = (
            t.gettext("Guests’ phones open {address}, from anywhere.", address=context.address)  # noqa: RUF001
            if not is_local_link(context.address)
            else t.gettext(
                "Guests’ phones open {address}: that works in your own network only.",  # noqa: RUF001
                address=context.address,
            )
        )
        return Markup('<p>{}</p><div class="qr" role="img" aria-label="{}">{}</div>').format(
            says,
            t.gettext("QR code of the restaurant’s address"),  # noqa: RUF001
            Markup(qr_svg(context.address).decode()),  # noqa: S704  our own picture
        )

    return Section(id="link", title=lambda t: t.gettext("Link for guests"), fields=_link_fields, draw=draw)


def wifi_section(context: AppContext) -> Section:
    """Return the section of the guests' Wi-Fi."""

    async def draw(t: Translator, _: Attempt | None) -> Markup:
        return wifi_code(context.settings, t)

    return Section(id="wifi", title=lambda t: t.gettext("Wi-Fi for guests"), fields=_wifi_fields, draw=draw)


def _link_fields(t: Translator) -> tuple[Field, ...]:
    hint = t.gettext("For example https://bell.example. With https, phones can ring. Empty: the local address.")
    return (Field("public_url", t.gettext("Public address"), hint, "url"),)


def _wifi_fields(t: Translator) -> tuple[Field, ...]:
    hint = t.gettext("Where the link works in your network only, receipts then show a code that joins it.")
    return (
        Field("wifi_name", t.gettext("Name of the network"), hint),
        Field("wifi_security", t.gettext("Encryption"), choices=_ENCRYPTIONS),
        Field("wifi_password", t.gettext("Password"), t.gettext("Guests read it. Empty: an open network.")),
        Field("wifi_hidden", t.gettext("The network does not show its name"), kind="switch"),
    )
