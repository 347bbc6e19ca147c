"""The query language: text to a tree, and what the tree means for anything that can be found."""
