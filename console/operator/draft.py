"""Whatever is typed is on disk within a quarter of a second, and comes back to the very field and caret."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from console.failures import sentence
from console.operator.callback import CallbackPresenter
from console.operator.caller import CallerPresenter
from console.operator.case import CasePresenter
from console.operator.catalogue import CataloguePresenter
from console.operator.desk import Desk
from console.operator.seen import SeenFields
from console.operator.shelf import Shelf, fresh_key
from console.operator.tools import Tools
from models.records.draft import Draft
from models.records.failure import WorldFailure
from models.repositories import caller as callers
from widgets.base.caret import caret, put_caret
from widgets.base.overlay import Overlay
from widgets.catalogue.view import CataloguePane

SAVE_AFTER_MS = 80
"""A keystroke waits this long for the next one; with the commit it stays far below the promised 250 ms."""


class DraftPresenter(QObject):
    """Collects what stands in the panes and lays it on the shelf under the desk's present subject.

    ``accepting`` holds the keys of the needs that are just being accepted.
    """

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        shelf: Shelf,
        window: QWidget,
        pane: CataloguePane,
        caller: CallerPresenter,
        catalogue: CataloguePresenter,
        callback: CallbackPresenter,
        case: CasePresenter,
        seen: SeenFields,
    ) -> None:
        super().__init__(window)
        self._tools = tools
        self._desk = desk
        self.shelf = shelf
        self._window = window
        self._pane = pane
        self._caller = caller
        self._catalogue = catalogue
        self._callback = callback
        self._case = case
        self._seen = seen
        self._resting = False
        self._restoring = ""
        self._place: QWidget | None = None
        self._awaited: tuple[QWidget, Draft] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._on_time)
        self._writing = 0
        self.accepting: set[str] = set()
        if shelf.get(desk.key) is not None:
            desk.key = fresh_key()  # until they are brought back, words that were typed before are not those of the desk
        caller.fields_changed.connect(self.touch)
        catalogue.changed_by_hand.connect(self.touch)
        callback.answers_changed.connect(self.touch)
        case.words_changed.connect(self.touch)
        case.writing.connect(self.hold)
        desk.case_changed.connect(lambda _case: self.touch())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def touch(self) -> None:
        """Something was typed: save it soon. Keystrokes that follow do not push the save further away."""
        if not self._resting and not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Save now."""
        self._timer.stop()
        self.shelf.put(self.collect())

    def hold(self, writing: bool) -> None:
        """Wait with what the clock would save while the same words are on their way into the journal: they would come back as a draft."""
        self._writing += 1 if writing else -1

    def _on_time(self) -> None:
        if self._writing or self._desk.key in self.accepting:
            self._timer.start()
        else:
            self.save()

    def finish(self) -> None:
        """Save for the last time: the window goes."""
        self.save()
        self._resting = True

    def park(self) -> bool:
        """Make room for another need: words that stand nowhere else stay as a draft, without such words it is forgotten.

        Called before anything else is laid on the desk. Returns whether there were such words. A draft that is still being brought back
        stays as it was.
        """
        if self._restoring == self._desk.key:
            return True
        if self.unsaved():
            self.save()
            return True
        self._timer.stop()
        self.shelf.drop(self._desk.key)
        return False

    def clear(self, key: str) -> None:
        """Clear the desk of a caller who rang and was not answered, unless words were typed for them: nobody else is to find their card."""
        if self._desk.key == key and not self.unsaved():
            self.park()
            self._desk.take_up(fresh_key())  # what lies under the plain key may be a draft

    def typed(self) -> bool:
        """Tell whether the desk holds words that nobody has accepted yet, or that are just being given to a step."""
        draft = self.collect()
        if any(name.startswith(("case.ask", "case.aside.", "flag.")) for name in draft.fields):
            return True
        return self._desk.case is None and (any((draft.text, draft.item_code, draft.query)) or self._caller.typed())

    def unsaved(self) -> bool:
        """Tell whether the desk holds words that are in no journal."""
        case = self._desk.case
        if self.typed() or case is None:
            return self.typed()
        steps, score, comment = self._callback.answers()
        if self._seen.touched() or self._caller.typed_beside():
            return True
        return not case.callback_done and bool(steps or score is not None or comment or self._callback.how())

    def collect(self) -> Draft:
        """Return what stands in the panes."""
        desk, place = self._desk, self._open_place()
        asking = desk.case is not None and not desk.case.callback_done  # what the journal holds is nobody's draft
        steps, score, comment = self._callback.answers() if asking else ((), None, "")
        fields = {**self._caller.words(), **self._case.words()}
        if self._catalogue.way and desk.case is None:
            fields["way"] = self._catalogue.way.value
        if comment:
            fields["callback.comment"] = comment
        if how := self._callback.how() if asking else "":
            fields["callback.how"] = how
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
            focus=place.objectName() if place is not None else "",
            cursor=caret(place),
            saved_at=self._tools.now().isoformat(timespec="milliseconds"),
            seen=self._seen.kept(),
            operator=self._tools.session.operator.number,
            # Until an item says otherwise, what a counsellor hears is the psychology line's, whichever line it rang on.
            sealed=self._tools.sealed and (desk.psychology or (desk.item is None and desk.case is None)),
        )

    def _open_place(self) -> QWidget | None:
        """Return where the caret is, None where it was last in a field that has closed since: nobody can come back to that."""
        place = self._place
        return place if place is not None and isValid(place) and place.isEnabled() else None

    async def restore_latest(self) -> bool:
        """Come back to the case, pane and caret that were last worked on; tell whether there was something.

        Where somebody else sat here last their words stay among the drafts.
        """
        found = self.shelf.drafts()
        if not found or found[0].operator not in (0, self._tools.session.operator.number):
            return False
        await self.restore(found[0])
        return True

    async def restore(self, draft: Draft) -> None:
        """Lay a draft on the desk as it was."""
        call_id = _call_of(draft.key)
        self._resting, self._restoring = True, draft.key
        try:
            self._desk.take_up(draft.key, number=draft.number, call_id=call_id, withheld=bool(call_id) and not draft.number)
            if draft.case_id:
                await self._read_case(draft.case_id)
            person = await self._tools.runtime.db(callers.person, draft.person_id) if draft.person_id else None
            if self._desk.key != draft.key:
                return  # something else came to lie on the desk meanwhile
            if person is not None:
                self._desk.set_person(person)
            self._seen.restore(draft)
            self._callback.restore(draft.fields)
            self._case.restore(draft.fields)
            self._focus(draft)
        finally:
            self._resting, self._restoring = False, ""
            if self._desk.key != draft.key:
                self.touch()  # what was typed there while this one was being read

    async def _read_case(self, case_id: str) -> None:
        """Lay the draft's case on the desk; where a damaged file has lost it, the words come back without it."""
        try:
            await self._case.read(case_id)
        except WorldFailure as failure:
            self.shelf.saved.emit(sentence(failure))

    def drop(self, key: str) -> None:
        """The words became a case: the draft is not needed any more."""
        self.shelf.drop(key)

    def _focus(self, draft: Draft) -> None:
        widget = self._window.findChild(QWidget, draft.focus) if draft.focus else None
        if widget is None or _within_overlay(widget):
            self._pane.focus_search()
            return
        if not widget.isVisibleTo(self._window):
            # A list that has yet to be read: the keyboard follows as soon as it is there, unless it has been taken elsewhere.
            self._awaited = (widget, draft)
            widget.installEventFilter(self)
            return
        widget.setFocus()
        put_caret(widget, draft.cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShowToParent and self._awaited is not None and self._awaited[0] is watched:
            _, draft = self._awaited
            QTimer.singleShot(0, self, lambda: self._focus(draft) if self._awaited is not None else None)
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """Follow the caret. Leaving the window, or opening what lies over it for a moment, is no other place to come back to."""
        name = new.objectName() if new is not None else ""
        if new is None or not name or name.startswith("topbar.") or not self._window.isAncestorOf(new) or _within_overlay(new):
            return
        for widget, watch in ((self._place, False), (new, True)):
            line = widget.lineEdit() if isinstance(widget, QComboBox) and isValid(widget) else widget
            if isinstance(line, QLineEdit | QPlainTextEdit) and isValid(line):
                if watch:
                    line.cursorPositionChanged.connect(self.touch)
                else:
                    line.cursorPositionChanged.disconnect(self.touch)
        self._place = new
        if self._awaited is not None:
            self._awaited[0].removeEventFilter(self)
            self._awaited = None
        self.touch()


def _within_overlay(widget: QWidget) -> bool:
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Overlay):
        above = above.parentWidget()
    return above is not None


def _call_of(key: str) -> str:
    """Return the call that a draft's key names, or ''."""
    call_id = key.partition("+")[0]
    return "" if call_id == "desk" or call_id.startswith(("case:", "person:")) else call_id
