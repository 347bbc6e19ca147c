"""Accounts on servers that fetch feeds: having some, and having both sides agree."""
