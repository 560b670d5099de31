"""What the counter uses: order entry and receipts."""
