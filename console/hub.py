"""Changes go round: whoever wrote tells the hub, and each presenter decides whether to read again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.records.operation import Changes


class Hub(QObject):
    """One per process. ``changed`` carries a :class:`Changes`, from a local write or, later, from a pull."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell everybody what moved."""
        if changes.touched:
            self.changed.emit(changes)
