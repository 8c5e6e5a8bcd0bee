"""The rail of the lead's window."""
