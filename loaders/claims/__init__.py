"""Mentions and parses to claims: frames, tables, discourse, events."""
