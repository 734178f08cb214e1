"""From bytes to claims to the resolved graph: Japanese and English tools, lexicons as data."""
