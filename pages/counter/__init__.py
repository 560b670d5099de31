"""Pages of the counter: order entry and receipts."""
