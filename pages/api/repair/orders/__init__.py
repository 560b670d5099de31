"""Orders: where an order and its lines lie in a body, and what is said of the order itself."""
