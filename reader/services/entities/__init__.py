"""People, organisations and places across all articles: their pages, and what a reader says of them."""
