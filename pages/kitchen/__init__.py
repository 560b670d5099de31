"""Pages of the kitchen: the rail of tickets and its taps."""
