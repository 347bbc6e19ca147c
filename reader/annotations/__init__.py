"""The reader's notes: one TinyDB file, kept safe."""
