"""Searching everything: what the reader wrote, who said what, and the articles themselves."""
