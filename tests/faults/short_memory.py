"""Imported by a server under test: shortens the reconnect timeout, so that a soak need not wait."""

from nicegui import Client

from pages.components import live_page
from pages.server import garbage

live_page.RECONNECT_TIMEOUT_SECONDS = 4.0
garbage.LOOK_SECONDS = 2.0
Client.prune_instances.__func__.__kwdefaults__["client_age_threshold"] = 4.0
