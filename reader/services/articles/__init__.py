"""One article: opening it, its texts through time, its margin, where it leads."""
