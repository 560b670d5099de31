"""What a kitchen is: orders, their stages, the taps that move them, and when they will be ready. Standard library only."""
