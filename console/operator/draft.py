"""Whatever is typed is on disk within a quarter of a second, and comes back to the very field and caret."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from console.failures import sentence
from console.operator.callback import CallbackPresenter
from console.operator.caller import CallerPresenter
from console.operator.case import CasePresenter
from console.operator.catalogue import CataloguePresenter
from console.operator.desk import Desk
from console.operator.tools import Tools
from models.commands import draft as draft_commands
from models.records.draft import Draft
from models.records.failure import WorldFailure
from models.repositories import caller as callers
from widgets.catalogue.view import CataloguePane

SAVE_AFTER_MS = 80
"""A keystroke waits this long for the next one; with the commit it stays far below the promised 250 ms."""

AGAIN_AFTER_MS = 2000
"""A save that failed (a full disk) is tried again after this long, until it succeeds."""


class DraftPresenter(QObject):
    """Collects what stands in the panes and saves it under the desk's present subject.

    ``saved(str failure)`` follows each save: '' where it is on disk, else a calm sentence (the words stay on the screen).
    """

    saved = Signal(str)

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        window: QWidget,
        pane: CataloguePane,
        caller: CallerPresenter,
        catalogue: CataloguePresenter,
        callback: CallbackPresenter,
        case: CasePresenter,
    ) -> None:
        super().__init__(window)
        self._tools = tools
        self._desk = desk
        self._window = window
        self._pane = pane
        self._caller = caller
        self._catalogue = catalogue
        self._callback = callback
        self._case = case
        self._restoring = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        caller.fields_changed.connect(self.touch)
        catalogue.changed_by_hand.connect(self.touch)
        callback.answers_changed.connect(self.touch)
        desk.case_changed.connect(lambda _case: self.touch())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(lambda _old, _new: self.touch())

    def touch(self) -> None:
        """Something was typed: save it soon. Keystrokes that follow do not push the save further away."""
        if not self._restoring and not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Save now."""
        self._timer.stop()
        self._tools.runtime.spawn(self._save(self.collect()), owner=self)

    def typed(self) -> bool:
        """Tell whether the desk holds words that nobody has accepted yet."""
        draft = self.collect()
        known = self._desk.person
        fields = [] if known is not None else list(draft.fields.values())
        return self._desk.case is None and any((draft.text, draft.item_code, draft.query, *fields))

    def collect(self) -> Draft:
        """Return what stands in the panes."""
        desk, focus = self._desk, QApplication.focusWidget()
        steps, score, comment = self._callback.answers() if desk.case is not None else ((), None, "")
        fields = {name: value for name, value in self._caller.fields().items() if value}
        if comment:
            fields["callback.comment"] = comment
        if score is not None:
            fields["callback.score"] = str(score)
        fields.update({f"callback.{step.value}": "yes" if yes else "no" for step, yes in steps})
        return Draft(
            key=desk.key,
            number=desk.number,
            person_id=desk.person.id if desk.person else "",
            item_code=desk.item.code if desk.item else "",
            kind=self._catalogue.kind,
            query=self._catalogue.query(),
            text=self._pane.text(),
            fields=fields,
            case_id=desk.case.id if desk.case else "",
            focus=focus.objectName() if focus is not None else "",
            cursor=_caret(focus),
            saved_at=self._tools.now().isoformat(timespec="milliseconds"),
        )

    async def restore_latest(self) -> bool:
        """Come back to the case, pane and caret that were last worked on; tell whether there was something."""
        found = await self._tools.runtime.db(draft_commands.load_drafts)
        if not found:
            return False
        await self.restore(max(found, key=lambda draft: draft.saved_at))
        return True

    async def restore(self, draft: Draft) -> None:
        """Lay a draft on the desk as it was."""
        self._restoring = True
        try:
            self._desk.take_up(draft.key, number=draft.number, call_id="" if draft.key == "desk" else draft.key)
            if draft.case_id:
                await self._case.read(draft.case_id)
            if draft.person_id:
                people = await self._tools.runtime.db(callers.person, draft.person_id)
                self._desk.set_person(people)
            self._caller.restore(draft.fields)
            self._catalogue.restore(draft.query, draft.text, draft.kind, draft.item_code)
            self._callback.restore(draft.fields)
            self._focus(draft)
        finally:
            self._restoring = False

    def drop(self, key: str) -> None:
        """The words became a case: the draft is not needed any more."""
        self._tools.runtime.spawn(self._drop(key), owner=self)

    async def _drop(self, key: str) -> None:
        await self._tools.runtime.db(draft_commands.drop_draft, key)

    async def _save(self, draft: Draft) -> None:
        try:
            await self._tools.runtime.db(draft_commands.save_draft, draft)
        except WorldFailure as failure:
            self.saved.emit(sentence(failure))
            QTimer.singleShot(AGAIN_AFTER_MS, self, self.save)
        else:
            self.saved.emit("")

    def _focus(self, draft: Draft) -> None:
        widget = self._window.findChild(QWidget, draft.focus) if draft.focus else None
        if widget is None:
            return
        widget.setFocus()
        if isinstance(widget, QLineEdit):
            widget.setCursorPosition(draft.cursor)
        elif isinstance(widget, QPlainTextEdit):
            cursor = widget.textCursor()
            cursor.setPosition(min(draft.cursor, len(widget.toPlainText())))
            widget.setTextCursor(cursor)


def _caret(widget: QWidget | None) -> int:
    """Return the caret's position in the focused field, 0 where there is none."""
    if isinstance(widget, QComboBox):
        widget = widget.lineEdit()
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    return 0
