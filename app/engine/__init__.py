"""Path questions over a resolved graph, in memory; pure functions, no input or output."""
