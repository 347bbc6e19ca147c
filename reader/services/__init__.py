"""Use cases that the screen and the command line share."""
