"""Notes as a folder of Markdown files, for Obsidian, Logseq and any editor."""
