"""What the terminal and the desktop around it do for postil: drawing, the clipboard, the browser, an editor."""
