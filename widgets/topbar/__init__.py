"""The top bar: who sits here, how the line stands, what waits."""
