"""Bytes to Document: one module a format. The door is `loaders.readers.document.read_document`."""
