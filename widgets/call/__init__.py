"""The call bar: the call in hand, its keys, and who waits."""
