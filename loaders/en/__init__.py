"""English texts: the parser, its view of a sentence, and the rules of who passed which data to whom."""
