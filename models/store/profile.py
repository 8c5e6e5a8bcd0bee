"""Where a profile lies and what its files are called."""

from __future__ import annotations

from pathlib import Path

import platformdirs

OUTBOX = "outbox.db"
REPLICA = "replica.db"
KEY = "device.key"
LOCK = "console.lock"
BACKUPS = "backups"
DAMAGED = "damaged"
REHEARSAL = "rehearsal-"
"""So begins the name of a folder that holds a copy of the profile for as long as something is tried out on it."""
DEMONSTRATION = "demonstration"
"""An empty file that says that a profile is a demonstration's."""


def default_dir() -> Path:
    """Return the platform's data directory of this program, where the profile lies unless ``--profile-dir`` names another."""
    return Path(platformdirs.user_data_dir("hotline-console", appauthor=False))
