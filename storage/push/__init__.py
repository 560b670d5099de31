"""Web Push: subscriptions, keys, the outbox and its dispatcher."""
