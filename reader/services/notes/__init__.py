"""The reader's annotations: made, anchored, found, ordered, counted."""
