"""Text to blocks: headings, paragraphs, list items, table rows, footnotes, with exact offsets."""
