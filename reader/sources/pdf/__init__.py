"""Text layers of PDF files. Nothing is imported here: the process that takes them out needs little of it."""
