"""One module a format: the resolved graph in the dress of another tool."""
