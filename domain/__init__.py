"""Domain model: orders, stages, commands and estimates of a kitchen. Standard library only."""
