"""Spans that name something: actors, datasets, dates, counts, prices, media, fields."""
