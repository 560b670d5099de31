"""HTTP server: listening, timeouts, static files, health."""
