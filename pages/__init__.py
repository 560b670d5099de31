"""What people and machines see: the kitchen's and the guests' pages, and the REST interface."""
