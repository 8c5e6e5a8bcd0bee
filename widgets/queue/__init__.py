"""My work: four lists, one key each."""
