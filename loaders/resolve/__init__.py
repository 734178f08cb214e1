"""Claims of many documents to one resolved graph."""
