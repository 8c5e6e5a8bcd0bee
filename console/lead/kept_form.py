"""What is typed into a form of the office is on the disk a moment later, and comes back to where it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from models.records.draft import Draft, Spent
from models.rules.form import form_key, form_of
from widgets.base.caret import caret, put_caret
from widgets.base.fields import Value

SAVE_AFTER_MS = 80
"""A keystroke waits this long for the next one, as at the operator's desk."""

_TICKED = "yes"


class Form(Protocol):
    """What can be kept: a widget with values by the names of its fields, that says when somebody changes one by hand."""

    changed: Any

    def values(self) -> Mapping[str, Value]: ...

    def set_values(self, values: Mapping[str, Value]) -> None: ...


class KeptForm(QObject):
    """Keeps what is typed into ``form``, one draft for each thing that it is about and each operator, among the drafts of this desk.

    ``name`` is the form's in the keys of the drafts. ``kept()`` says that a draft came or went. ``blank`` is what stands in the form where
    nothing was typed; ``beside`` is kept with the words and not shown.
    """

    kept = Signal()

    def __init__(self, console: Any, form: Form, widget: QWidget, name: str) -> None:
        super().__init__(widget)
        self._console = console
        self._form = form
        self._widget = widget
        self._name = name
        self._key = ""
        self._blank: Mapping[str, Value] = {}
        self._fresh: Mapping[str, str] = {}
        self._beside: Mapping[str, str] = {}
        self._sent: dict[str, Mapping[str, Value]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._on_time)
        form.changed.connect(self._on_changed)
        widget.installEventFilter(self)

    def draft(self, subject: str) -> Draft | None:
        """Return what was typed about ``subject`` and became nothing yet."""
        found: Draft | None = self._console.parts.shelf.get(self._key_of(subject))
        return found

    def subjects(self) -> frozenset[str]:
        """Return everything about which whoever sits here has typed words that became nothing yet."""
        return frozenset(self.typed())

    def typed(self) -> tuple[str, ...]:
        """Return the ``subjects``, what was typed about last first."""
        own = (form_of(draft.key) for draft in self._console.parts.shelf.forms())
        number = self._console.parts.session.operator.number
        return tuple(subject for operator, form, subject in own if (operator, form) == (number, self._name))

    def is_about(self, subject: str) -> bool:
        """Tell whether the form is about ``subject`` now."""
        return self._key == self._key_of(subject)

    def open(self, subject: str, blank: Mapping[str, Value], beside: Mapping[str, str] | None = None) -> Draft | None:
        """Let the form be about ``subject``: show what was typed about it, which is returned, else ``blank``.

        A form that is about it already, or shows just that, stays as it is.
        """
        key = self._key_of(subject)
        if key == self._key:
            return self.draft(subject)
        self.save()
        self._key, self._blank = key, dict(blank)
        found = self.draft(subject)
        self._fresh = dict(beside or {})
        self._beside = {name: found.fields.get(name, words) if found is not None else words for name, words in self._fresh.items()}
        shown = {**blank, **found.fields} if found is not None else blank
        if _words(self._form.values()) != _words({name: shown.get(name, "") for name in self._form.values()}):
            self._form.set_values(shown)
        return found

    def beside(self, name: str) -> str:
        """Return what is kept beside the words."""
        return self._beside.get(name, "")

    def close(self) -> None:
        """Let the form be about nothing; what was typed stays among the drafts."""
        self.save()
        self._key = ""

    def put_caret(self, draft: Draft) -> None:
        """Put keyboard and caret where they were when the draft was kept."""
        edit = self._widget.findChild(QWidget, draft.focus) if draft.focus else None
        if edit is not None:
            edit.setFocus(Qt.FocusReason.OtherFocusReason)
            put_caret(edit, draft.cursor)

    def save(self) -> None:
        """Keep what stands in the form now, where something was typed since it was kept last."""
        if self._timer.isActive():
            self._timer.stop()
            self._put(self._form.values())

    def discard(self) -> None:
        """Forget what was typed: the form is blank again."""
        self._timer.stop()
        self._beside = self._fresh
        self._form.set_values(self._blank)
        self._drop(self._key)

    def send(self) -> tuple[str, Spent]:
        """The words are handed to the store: return the key to say so with afterwards, and the draft that goes in the same commit."""
        self._timer.stop()
        self._sent[self._key] = self._form.values()
        self._put(self._sent[self._key])
        return self._key, Spent(self._key)

    def sending(self) -> bool:
        """Tell whether the words in the form are on their way already."""
        return self._key in self._sent

    def became(self, key: str) -> None:
        """What was sent under ``key`` is written. What was typed behind it meanwhile stays in the form."""
        sent = self._sent.pop(key)
        if key != self._key:
            self._drop_sent(key, sent)
            return
        self._timer.stop()
        left = {name: _rest(value, sent[name]) for name, value in self._form.values().items()}
        typed = self._form.values() != sent
        self._form.set_values({**self._blank, **{name: value for name, value in left.items() if value}} if typed else self._blank)
        if typed:
            self._put(self._form.values())
        else:
            self._drop(key)

    def stood(self, key: str, subject: str) -> None:
        """What was sent under ``key`` is written, and ``subject`` ('' for nothing) is now as it was sent: the form stays as it is.

        What was typed meanwhile is about that. What is kept beside it is not known here.
        """
        sent = self._sent.pop(key)
        if key != self._key:
            self._drop_sent(key, sent)
            return
        self._timer.stop()
        self._drop(key)
        self._key, self._blank, self._beside = self._key_of(subject) if subject else "", sent, {}
        self._put(self._form.values())

    def refused(self, key: str) -> None:
        """What was sent under ``key`` was not written: it stands where it was typed."""
        self._sent.pop(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide:
            self.save()
        return super().eventFilter(watched, event)

    def _on_changed(self) -> None:
        if self._key and not self._timer.isActive():
            self._timer.start()

    def _on_time(self) -> None:
        if self._key in self._sent:
            self._timer.start()  # the same words are on their way into an operation: they would come back as a draft
        else:
            self._put(self._form.values())

    def _put(self, values: Mapping[str, Value]) -> None:
        if not self._key:
            return
        words = _words(values)
        if words == _words({name: self._blank.get(name, "") for name in words}):
            self._drop(self._key)
            return
        place = self._widget.focusWidget()
        inside = place is not None and self._widget.isAncestorOf(place)
        parts = self._console.parts
        before = parts.shelf.get(self._key)
        parts.shelf.put(
            Draft(
                key=self._key,
                fields={**self._beside, **words},
                focus=place.objectName() if place is not None and inside else "",
                cursor=caret(place) if inside else 0,
                saved_at=parts.tools.now().isoformat(timespec="milliseconds"),
                operator=parts.session.operator.number,
            )
        )
        if before is None:
            self.kept.emit()

    def _drop_sent(self, key: str, sent: Mapping[str, Value]) -> None:
        """Forget what lies under ``key``, unless more was typed since it was sent."""
        left_behind = self._console.parts.shelf.get(key)
        if left_behind is not None and all(left_behind.fields.get(name) == words for name, words in _words(sent).items()):
            self._drop(key)

    def _drop(self, key: str) -> None:
        shelf = self._console.parts.shelf
        if shelf.get(key) is not None:
            shelf.drop(key)
            self.kept.emit()

    def _key_of(self, subject: str) -> str:
        return form_key(self._console.parts.session.operator.number, self._name, subject)


def _words(values: Mapping[str, Value]) -> dict[str, str]:
    """Return values as a draft has them, and as a form takes them back: of a tick that is not set there is no word."""
    return {name: value if isinstance(value, str) else _TICKED * value for name, value in values.items()}


def _rest(value: Value, sent: Value) -> Value:
    """Return what was typed behind the words that were sent; words that were changed otherwise are whole."""
    if value == sent:
        return ""
    return value.removeprefix(sent) if isinstance(value, str) and isinstance(sent, str) else value
