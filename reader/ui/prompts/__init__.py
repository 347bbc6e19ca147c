"""What asks the reader for something and gives the answer back: a line, a path, a name, a note."""
