"""Frozen, typed records: the same value is a row on screen and a message on the wire."""
