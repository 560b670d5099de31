"""Data folder: lock, check and migration at start; backup, restore and nightly maintenance."""
