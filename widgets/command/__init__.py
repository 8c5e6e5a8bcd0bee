"""The command bar: one line that finds everything."""
