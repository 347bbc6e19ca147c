"""What the machine finds in a text: names, entities, quotations and their speakers."""
