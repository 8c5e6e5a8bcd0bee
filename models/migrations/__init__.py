"""Alembic migrations, one line of them for each file of a profile and one for the central server.

A migration is ``<family>/versions/NNNN_<what>.py`` with the revision ``NNNN``: four digits that grow, so that a newer file can be told
from an older one without loading Alembic. There is no way down: the backup that is made before each upgrade is the way back.
"""

from __future__ import annotations

from typing import Literal

Family = Literal["outbox", "replica", "centre"]

HEADS: dict[Family, str] = {"outbox": "0004", "replica": "0014", "centre": "0003"}
"""The newest revision of each family."""
