"""What a reader does: each carries out the commands of one kind, for whichever screen has it."""
