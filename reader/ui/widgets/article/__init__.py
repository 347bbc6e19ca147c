"""The article on screen: drawn, scrolled, moved in, selected in; each module builds on one before it."""
