"""The four stories of the seed article, and a tour for pictures, as data."""
