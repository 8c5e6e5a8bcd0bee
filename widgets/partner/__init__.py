"""Who can do it: partners ranked with reasons, departments and towns, knowledge to read out."""
