"""Printers that ask for their jobs: one file a protocol."""
