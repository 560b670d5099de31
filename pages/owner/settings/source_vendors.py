"""The vendors whose orders can come in: what each calls the texts that connect it, and what it is told."""

from __future__ import annotations

from typing import NamedTuple

from domain.connections import OrderNews
from domain.stages import Stage

_TOLD = frozenset({OrderNews.PREPARING, OrderNews.READY, OrderNews.COLLECTED, OrderNews.CANCELLED})


class Vendor(NamedTuple):
    """A vendor: its name, and what it calls each of the options that its source needs.

    `optional` are those that may be left empty. `path` is where it calls, empty for one that is only polled.
    `has_path_secret`: its calls are not signed.
    `status_numbers` are those of a new site, by stage; the owner may have others. `can_be_on_hold`: an order may come
    before its payment.
    """

    title: str
    options: dict[str, str]
    optional: frozenset[str] = frozenset()
    path: str = "webhook"
    has_path_secret: bool = False
    told: frozenset[OrderNews] = _TOLD
    status_numbers: dict[Stage, str] = {}  # noqa: RUF012  a NamedTuple's default, which nobody changes
    can_be_on_hold: bool = False


VENDORS = {
    "woocommerce": Vendor(
        "WooCommerce",
        {"address": "Site Address (URL)", "secret": "Secret", "key": "Consumer key", "token": "Consumer secret"},
        can_be_on_hold=True,
    ),
    "square": Vendor("Square", {"secret": "Signature key", "token": "Access token"}),
    "shopify": Vendor(
        "Shopify",
        {"address": "https://NAME.myshopify.com", "secret": "Client secret", "token": "Admin API access token"},
    ),
    "deliverect": Vendor(
        "Deliverect", {"secret": "Webhook secret", "key": "Client ID", "token": "Client secret"}, path="register"
    ),
    "opendelivery": Vendor(
        "Open Delivery",
        {
            "address": "Base URL",
            "secret": "Client secret (X-App-Signature)",
            "key": "Client ID",
            "token": "Client secret",
            "merchant": "Merchant ID (X-App-MerchantId)",
        },
        optional=frozenset({"merchant"}),
        told=_TOLD | {OrderNews.PLACED},  # the app waits for an order to be confirmed
    ),
    "tastyigniter": Vendor(
        "TastyIgniter",
        {"address": "Site URL", "token": "API token"},
        path="",
        status_numbers={Stage.PREPARING: "3", Stage.READY: "4", Stage.COLLECTED: "5", Stage.CANCELLED: "9"},
    ),
    "odoo": Vendor(
        "Odoo",
        {"address": "https://NAME.odoo.com", "database": "Database", "key": "User", "token": "API key"},
        has_path_secret=True,
    ),
}
