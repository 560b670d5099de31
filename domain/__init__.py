"""What a kitchen is: orders, their stages, the taps that move them, when they are ready. Standard library only."""
