"""Plain values of the problem; imports only the standard library and each other."""
