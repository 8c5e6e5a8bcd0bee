"""The search: one box that finds items, partners, departments and articles by words, sounds, letters, English and habit."""
