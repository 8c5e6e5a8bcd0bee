"""Reference data in and out: the difference before the change."""
