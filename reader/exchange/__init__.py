"""How notes go out and come back: formats that postil writes, and those that people bring along."""
