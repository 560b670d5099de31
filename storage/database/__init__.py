"""Database: engine, schema, orders and their rows, credentials, report queries, retention."""
