"""Printers: ESC/POS over TCP, and the rasters that printers fetch which poll."""
