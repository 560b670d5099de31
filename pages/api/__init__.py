"""REST interface for ordering systems, and its documentation."""
