"""What the owner uses: menu, reports, settings."""
