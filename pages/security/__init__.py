"""Who may do what: sign-in, guards, limits, headers."""
