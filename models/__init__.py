"""What the hotline knows and the rules it keeps: no Qt and no HTTP in here."""
