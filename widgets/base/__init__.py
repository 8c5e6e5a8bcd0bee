"""What all panes are made of: the theme, small parts, rows and words."""
