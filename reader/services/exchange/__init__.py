"""Notes that leave and come back: which, in what format, and onto which articles."""
