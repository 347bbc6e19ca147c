"""The lists of sources and of articles: what is in them, and what the reader does there."""
