"""Authentication, authorization and limits: sign-in, guards, security headers."""
