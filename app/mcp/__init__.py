"""The door for language models: fixed questions over the Model Context Protocol, read-only."""
