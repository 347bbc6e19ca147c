"""Giving a passage, a note or an article to any program, and taking what it answers."""
