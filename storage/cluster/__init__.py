"""The processes that share one PostgreSQL: what each hears of the others, and which of them leads."""
