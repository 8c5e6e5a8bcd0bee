"""The operator's window: one presenter per stem, one assembly."""
