"""The feeds that the reader follows: folders, settings, rules, and bringing them along from other programs."""
