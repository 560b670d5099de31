"""What ordering systems use: the REST interface and its documentation."""
