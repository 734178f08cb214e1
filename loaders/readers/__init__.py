"""Bytes to Document: one module a format."""
