"""Repair: brings the bodies that tills and shops send into the forms of `pages/schemas`; README.md has the way."""
