"""Who is on the line: the number, the people behind it, what they had with the hotline."""
