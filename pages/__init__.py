"""Driving side: the pages of guests and staff, and the REST interface."""
