"""The first seconds: the first frame, what comes after it, and the files that postil is started with."""
