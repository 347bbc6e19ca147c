"""Work beside the screen, so that nothing that waits stops it: threads, processes, the garbage collector."""
