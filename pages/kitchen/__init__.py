"""What cooks use: the rail of tickets and its taps."""
