"""Pages of guests: tracking, notifications, the pickup board."""
