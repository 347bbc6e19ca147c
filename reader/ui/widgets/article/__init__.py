"""The widget that an article is read in: what draws it, scrolls it, moves and selects in it."""
