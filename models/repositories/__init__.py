"""Reading the replica: an open store in, records out. No function here writes."""
