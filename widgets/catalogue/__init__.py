"""Search, item card, knowledge, and the words of the caller."""
