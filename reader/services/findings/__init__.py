"""What was found in articles, in the terms of all of them: keys, the index, the reader's corrections."""
