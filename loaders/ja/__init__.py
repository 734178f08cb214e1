"""Japanese text tools that know nothing of leaks."""
