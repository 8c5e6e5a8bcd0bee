"""What belongs to the frame and not to one pane: theme, language, size of type, opening other windows."""
