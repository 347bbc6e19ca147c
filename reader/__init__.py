"""postil: a terminal news reader for people who read in order to use what they read."""

__version__ = "0.1.0"
