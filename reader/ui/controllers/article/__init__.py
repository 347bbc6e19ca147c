"""The open article: opening it, and what the reader does to it and in it."""
