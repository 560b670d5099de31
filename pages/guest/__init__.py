"""What guests see: the tracking page, notifications, the pickup board."""
