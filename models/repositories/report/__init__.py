"""The figures of bulletins and boards: one number, the list behind it, or a whole bulletin.

``count`` and ``behind`` are two readings of one statement, and a bulletin counts by the same conditions (``conditions``), so a figure and
its list cannot differ. Cases of the psychology line are counted for everybody; in lists only their numbers stand, but for counsellors,
and not even those where the list says what they were about or what came of them.
"""

from models.repositories.report.bulletin import report
from models.repositories.report.counting import behind, count, listed

__all__ = ["behind", "count", "listed", "report"]
