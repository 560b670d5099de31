"""The HTTP server below the application: listening, timeouts, static files, health."""
