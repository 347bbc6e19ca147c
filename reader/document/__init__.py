"""An article as blocks of text, laid out in rows, with layers of spans over it."""
