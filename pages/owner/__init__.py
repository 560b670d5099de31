"""Pages of the owner: menu, reports, settings."""
