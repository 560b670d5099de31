"""Outgoing messages: to webhooks, order sources and printers, from one transactional outbox."""
