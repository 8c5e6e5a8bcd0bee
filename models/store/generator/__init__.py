"""An invented year of the hotline: the same seed, size and end make the same rows.

``filling`` writes it, chunk by chunk. ``moments`` says when something happens, ``callers`` who rings, ``world`` whom the centre can send;
the courses (``service``, ``office``, ``standing``) tell what becomes of it. Everything is invented; texts come from the phrase book.
"""
