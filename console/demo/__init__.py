"""The demonstration: scripted callers and partners, stories that play themselves, pictures of every window."""
