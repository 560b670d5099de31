"""Wi-Fi: where the guests' link is an address of the local network, a code that joins the network stands beside it."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

from pages.components.qr_code import qr_svg

if TYPE_CHECKING:
    from pages.i18n import Translator
    from pages.owner_ports import RestaurantSettings

_LOCAL_SUFFIXES = (".local", ".lan", ".home", ".internal", ".home.arpa", ".localdomain", ".fritz.box")
_SPECIAL = re.compile(r'[\\;,":]')


def is_local_link(url: str) -> bool:
    """Whether this link opens in the restaurant's own network only."""
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_LOCAL_SUFFIXES)


def join_first(url: str, settings: RestaurantSettings, t: Translator) -> Markup:
    """Ask to join the Wi-Fi, with its code, where the link needs it; empty where it opens from anywhere."""
    if not is_local_link(url):
        return Markup()
    if not settings.wifi_name:
        return Markup('<p class="wifi" data-testid="wifi">{}</p>').format(
            t.gettext("Join the restaurant’s Wi-Fi first: the link opens there only.")  # noqa: RUF001
        )
    return Markup('<div class="wifi" data-testid="wifi">{}</div>').format(wifi_code(settings, t))


def wifi_code(settings: RestaurantSettings, t: Translator) -> Markup:
    """Draw the code that joins the guests' network, and its name and password; empty while it has no name."""
    name, password = settings.wifi_name, settings.wifi_password
    if not name:
        return Markup()
    secret = Markup(" · <span>{} <b>{}</b></span>").format(t.gettext("password"), password) if password else Markup()
    return Markup('<p>{}{}</p><div class="qr" role="img" aria-label="{}">{}</div>').format(
        t.gettext("Join the Wi-Fi {name}", name=name),
        secret,
        t.gettext("QR code that joins the Wi-Fi {name}", name=name),
        Markup(qr_svg(wifi_text(settings)).decode()),  # noqa: S704  our own picture
    )


def wifi_text(settings: RestaurantSettings) -> str:
    """Return what phones read of the code (WPA3 Specification 3.0, section 7; ZXing's "Barcode Contents")."""
    fields = {
        "T": settings.wifi_security if settings.wifi_password else "nopass",
        "S": settings.wifi_name,
        "P": settings.wifi_password,
        "H": "true" if settings.wifi_hidden else "",
    }
    said = (f"{name}:{_escape(value)};" for name, value in fields.items() if value)
    return f"WIFI:{''.join(said)};"


def _escape(value: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", value)
