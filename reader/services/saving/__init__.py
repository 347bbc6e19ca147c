"""What the reader does, as edits that know their way back, kept until they are on disk."""
