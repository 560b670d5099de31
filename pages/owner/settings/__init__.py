"""Settings page. A section is one file here, and one line in `page.SECTIONS`."""
