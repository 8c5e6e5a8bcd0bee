"""The case: where it stands, its journal, and what can be done next."""
