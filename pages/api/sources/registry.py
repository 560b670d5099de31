"""The sources by their name in URLs and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.api.sources.deliverect import Deliverect
from pages.api.sources.odoo import Odoo
from pages.api.sources.open_delivery import OpenDelivery
from pages.api.sources.shopify import Shopify
from pages.api.sources.square import Square
from pages.api.sources.tastyigniter import TastyIgniter
from pages.api.sources.woocommerce import WooCommerce

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.sources import OrderSource

SOURCES: Mapping[str, OrderSource] = {
    "woocommerce": WooCommerce(),
    "square": Square(),
    "shopify": Shopify(),
    "deliverect": Deliverect(),
    "opendelivery": OpenDelivery(),
    "tastyigniter": TastyIgniter(),
    "odoo": Odoo(),
}
