"""Reports for people who decide: an answer, or the whole graph, with every word it rests on, as a `Sheet` of blocks."""
