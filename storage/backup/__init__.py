"""The data folder: locked, checked and migrated at start; backed up, restored and purged."""
