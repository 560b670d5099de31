"""Lines: the dishes of an order, how many of each, and with which options."""
