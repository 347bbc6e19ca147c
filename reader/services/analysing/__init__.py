"""Having articles analysed: one, what waits, all of them by many processes."""
