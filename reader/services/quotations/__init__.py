"""Who said what, in all articles."""
