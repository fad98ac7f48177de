"""Word file → model: one file per concern, all of them over lxml elements."""
