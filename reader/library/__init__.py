"""The articles that postil knows, in SQLite; the only user of sqlite3."""
