"""The window of those who answer for the desk: team lead, supervisor, administrator. One page per stem."""
