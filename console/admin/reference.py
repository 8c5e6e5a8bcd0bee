"""Import and export of reference tables: first the difference, then the one operation that applies it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from console.failures import sentence
from console.reference_command import apply_plan, read_stored
from models.imports.difference import plan_import
from models.imports.export import export_table
from models.imports.words import sentence as import_sentence
from models.records.failure import WorldFailure
from models.records.imports import ImportPlan
from models.records.operation import Desk
from models.records.staff import Role
from models.rules.permissions import Permission, may
from widgets.base.counting import counted
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.reference.view import ReferencePane


class ReferencePresenter(QObject):
    """Plans an import beside the window, shows what it would change, and applies it on the operator's word.

    ``moved(what, done, total)`` carries the progress of reading and comparing from the thread that does it.
    """

    moved = Signal(str, int, int)

    def __init__(self, console: Any, pane: ReferencePane) -> None:
        super().__init__(pane)
        self._console = console
        self._pane = pane
        self._plan: ImportPlan | None = None
        self._ticket = 0
        self.moved.connect(self._on_moved)
        pane.table_changed.connect(lambda _table: self._forget())
        pane.file_chosen.connect(lambda _path: self._forget())
        pane.retire_changed.connect(lambda _on: self._replan())
        pane.import_asked.connect(self._on_import_asked)
        pane.apply_asked.connect(self._on_apply_asked)
        pane.export_asked.connect(self._on_export_asked)
        role = console.parts.session.operator.role
        importing, exporting = may(role, Permission.IMPORT_REFERENCE), may(role, Permission.EXPORT)
        demo = console.launch.demo
        why = (
            self.tr("The administrator imports tables. Partners, catalogue and knowledge are changed in the office: Ctrl B")
            if exporting
            else self.tr("Tables are imported by the administrator, and exported by administrator, supervisors and team leads")
        )
        pane.set_allowed(importing or demo, exporting or demo, why)
        if demo and not importing:
            told = self.tr("Demonstration: anybody may change the tables here. At a working desk only the administrator imports them.")
            pane.set_message(told, Tone.DUE)

    def _on_moved(self, _what: str, done: int, total: int) -> None:
        self._pane.set_progress(done, total)

    def _forget(self) -> None:
        self._plan = None
        self._pane.set_difference(None)

    def _replan(self) -> None:
        if self._plan is not None:
            self._on_import_asked(self._pane.path())

    def _on_import_asked(self, path: str) -> None:
        self._ticket += 1
        self._console.runtime.spawn(self._compare(Path(path), self._ticket), owner=self)

    async def _compare(self, path: Path, ticket: int) -> None:
        try:
            stored = await self._console.runtime.db(read_stored)
            plan = await self._console.runtime.work(
                plan_import, self._pane.table(), path, stored, retire=self._pane.retiring(), progress=self.moved.emit
            )
        except WorldFailure as failure:
            self._pane.set_message(self._told(failure), Tone.OVERDUE)
            return
        finally:
            self._pane.set_progress(0, 0)
        if ticket == self._ticket:
            self._plan = plan
            self._pane.set_difference(plan)

    def _on_apply_asked(self) -> None:
        if self._plan is not None:
            self._console.runtime.spawn(self._apply(self._plan), owner=self)

    async def _apply(self, plan: ImportPlan) -> None:
        try:
            changes = await self._console.runtime.db(apply_plan, self._stamp(), plan)
        except WorldFailure as failure:
            self._pane.set_message(self._told(failure), Tone.OVERDUE)
            return
        self._console.hub.publish(changes)
        self._forget()
        self._pane.set_message(self.tr("Applied. Every desk pane shows it from now on."), Tone.OK)

    def _stamp(self) -> Desk:
        """Return who imports; in a demonstration's profile, which never is a working one, everybody is the administrator."""
        stamp: Desk = self._console.parts.session.stamp()
        return replace(stamp, role=Role.ADMIN) if self._console.launch.demo else stamp

    def _on_export_asked(self, path: str) -> None:
        self._console.runtime.spawn(self._export(Path(path)), owner=self)

    async def _export(self, path: Path) -> None:
        try:
            stored = await self._console.runtime.db(read_stored)
            count = await self._console.runtime.work(export_table, self._pane.table(), path, stored, self.moved.emit)
        except WorldFailure as failure:
            self._pane.set_message(self._told(failure), Tone.OVERDUE)
            return
        finally:
            self._pane.set_progress(0, 0)
        one, many = self.tr("{count} row written to {file}"), self.tr("{count} rows written to {file}")
        told = counted(count, one, many, file=path.name)
        QTimer.singleShot(0, self, lambda: self._pane.set_message(told, Tone.OK))

    def _told(self, failure: WorldFailure) -> str:
        told = import_sentence(failure)
        return told.in_(language()) if told is not None else sentence(failure)
