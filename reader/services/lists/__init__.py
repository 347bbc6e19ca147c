"""The rows of the two lists that one reads by: sources and articles."""
