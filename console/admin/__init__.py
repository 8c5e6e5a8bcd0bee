"""Windows for the administrator."""
