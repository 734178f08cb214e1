"""Leaktrail: who could have had the data, by which way, and on which words that rests."""
