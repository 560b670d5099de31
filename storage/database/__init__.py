"""The database: engine, schema, orders and their rows, credentials, reports, retention."""
