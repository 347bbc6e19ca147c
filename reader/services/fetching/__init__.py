"""Fetching feeds and pages: politely, many at once, and into the library as they come."""
