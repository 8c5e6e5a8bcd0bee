"""A second start on a profile knocks, so that the window which has it open comes to the front.

The knock is the time of change of the lock file: nothing is written into the profile, and no socket is opened.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from models.store.profile import LOCK

log = logging.getLogger(__name__)


def knock(directory: Path) -> None:
    """Tell whoever has the profile open that somebody started it again; where nobody listens, nothing happens."""
    try:
        os.utime(directory / LOCK)
    except OSError as error:
        log.info("no knock at %s: %s", LOCK, error.strerror)


class Door(QObject):
    """Listens at a profile that is open here. ``knocked`` once for each start that found it open."""

    knocked = Signal()

    def __init__(self, directory: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher([str(directory / LOCK)], self)
        self._watcher.fileChanged.connect(lambda _path: self.knocked.emit())
