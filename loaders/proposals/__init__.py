"""What a language model reads in a document: what it is asked, and how its answers are checked against the text."""
