"""The page behind the sync light: it lies over the window, holds nothing up, and goes with Esc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from models.records.sync import Away, Choice, NeedRow, SyncStatus, WaitingRow
from widgets.base.listing import Listing
from widgets.base.moment import day_clock
from widgets.base.overlay import Overlay
from widgets.base.parts import Chip, Header, Label, inset
from widgets.base.rows import Line
from widgets.base.standing import light, sentence
from widgets.base.theme import Tone
from widgets.sync.need import NeedCard
from widgets.sync.wording import need_words, type_word, why_words

_KEYS = {Qt.Key.Key_1: Choice.THEIRS, Qt.Key.Key_2: Choice.OURS}


class SyncPage(Overlay):
    """What waits, since when; what needs somebody, with both values and one key to choose; and a password where the centre asks for it.

    ``choice_made(op_id, field, choice)``, ``password_given(words)``, ``entity_asked(type, id)`` to open what a row is about.
    """

    choice_made = Signal(str, str, object)
    password_given = Signal(str)
    entity_asked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=760)
        self.setObjectName("sync")
        self.setAccessibleName(self.tr("This desk and the centre"))
        self._needs: dict[str, NeedRow] = {}
        self._waiting: dict[str, WaitingRow] = {}
        self._state = Chip()
        self._header = Header(self.tr("This desk and the centre"), "Esc")
        self._header.add(self._state)
        self._sentence = Label(wrap=True)
        self._password = QLineEdit()
        self._password.setObjectName("sync.password")
        self._password.setAccessibleName(self.tr("Your password at the centre"))
        self._password.setPlaceholderText(self.tr("Your password at the centre, then Enter"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.returnPressed.connect(self._on_password)
        self._password_row = inset(self._password)
        self._told = Label(tone=Tone.OVERDUE, wrap=True)
        self._told.setObjectName("sync.told")
        self._told_row = inset(self._told)
        self._need_title = Header("")
        self._need_list = self._listing("sync.needs", self.tr("What needs you"))
        self._need_list.chosen.connect(self._on_need_chosen)
        self._card = NeedCard()
        self._card.chosen.connect(self._on_chosen)
        self._wait_title = Header("")
        self._wait_list = self._listing("sync.waiting", self.tr("What waits to be sent"))
        self._more = Label(size="small", tone=Tone.MUTED)
        self._more_row = inset(self._more)
        self._needs_part = _column(self._need_title, self._need_list, self._card)
        self._waits_part = _column(self._wait_title, self._wait_list, self._more_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for part in (self._header, inset(self._sentence), self._password_row, self._told_row, self._needs_part, self._waits_part):
            column.addWidget(part)
        column.addStretch(1)
        self.set_needs((), datetime.min)
        self.set_waiting((), 0, datetime.min)
        self._password_row.hide()
        self._told_row.hide()

    def toggle(self) -> None:
        """Open it, or close it where it is open."""
        if not self.isHidden():
            self.close_over()
            return
        self.open_over(self._lead())

    def set_status(self, status: SyncStatus, now: datetime) -> None:
        """Show how the desk stands to its centre."""
        words, tone = light(status, now)
        self._state.set_chip(words, tone)
        self._sentence.setText(sentence(status, now))
        asked = status.away is Away.SIGNED_OUT
        with self._keeping_keyboard():
            if asked is self._password_row.isHidden():
                self._password_row.setVisible(asked)
                self._password.clear()
                self._told.setText("")
                self._told_row.hide()
            self._fit()

    def set_waiting(self, rows: Sequence[WaitingRow], count: int, now: datetime) -> None:
        """Show what waits to be sent, the oldest first; ``count`` is how many there are in all."""
        self._waiting = {row.op_id: row for row in rows}
        self._wait_title.title.setText(self.tr("Waits to be sent: {count}").format(count=count))
        self._wait_list.set_lines([_waiting_line(row, now) for row in rows])
        self._more.setText(self.tr("and {count} more").format(count=count - len(rows)))
        self._more_row.setVisible(count > len(rows))
        with self._keeping_keyboard():
            self._waits_part.setVisible(bool(rows))
            self._fit()

    def set_needs(self, rows: Sequence[NeedRow], now: datetime) -> None:
        """Show what needs somebody, the oldest first."""
        with self._keeping_keyboard():
            self._show_needs(rows, now)

    def _show_needs(self, rows: Sequence[NeedRow], now: datetime) -> None:
        self._needs = {f"{row.op_id}:{row.field}": row for row in rows}
        self._need_title.title.setText(self.tr("Needs you: {count}").format(count=len(rows)))
        self._need_list.set_lines([_need_line(key, row, now) for key, row in self._needs.items()])
        if rows and not self._need_list.current_key():
            self._need_list.step(0)
        self._on_need_chosen(self._need_list.current_key())
        self._needs_part.setVisible(bool(rows))
        self._fit()

    def say_password(self, words: str) -> None:
        """Say what came of a password that was given; the next one can be typed at once."""
        self._password.clear()
        self._told.setText(words)
        self._told_row.setVisible(bool(words))
        self._fit()
        self._password.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The lists would take a digit for the beginning of a word to look for.
        pressed = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed is not None and watched in (self._need_list, self._wait_list) and self._chose(pressed):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._chose(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the page; Esc leaves it."""
        stops = [part for part in self._stops() if part.isVisible() and part.isEnabled()]
        if self.isHidden() or not stops:
            return not self.isHidden()
        now = self.window().focusWidget()
        place = stops.index(now) + (1 if forward else -1) if now in stops else 0 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[place % len(stops)].setFocus(reason)
        return True

    def _stops(self) -> list[QWidget]:
        return [self._password, self._need_list, *self._card.findChildren(QPushButton), self._wait_list]

    def _chose(self, event: QKeyEvent) -> bool:
        choice = _KEYS.get(Qt.Key(event.key()))
        if choice is None or not self._card.offers(choice):
            return False
        self._on_chosen(choice)
        return True

    def _lead(self) -> QWidget:
        """Return the part to which the next key belongs."""
        if not self._password_row.isHidden():
            return self._password
        return self._need_list if self._needs else self._wait_list if self._waiting else self

    @contextmanager
    def _keeping_keyboard(self) -> Iterator[None]:
        """Keep the keyboard within the open page while parts of it come and go: Qt would hand it to what lies beneath."""
        before = self.window().focusWidget()
        held = before is not None and not self.isHidden() and (before is self or self.isAncestorOf(before))
        resting = before is self or before is self._wait_list
        empty = not self._needs
        yield
        if not held:
            return
        now = self.window().focusWidget()
        gone = now is not before or not before.isVisible()
        if gone or (resting and empty and self._needs) or (before is self and self._lead() is not self):
            self._lead().setFocus(Qt.FocusReason.OtherFocusReason)

    def _listing(self, name: str, spoken: str) -> Listing:
        listing = _WholeListing(name)
        listing.setAccessibleName(spoken)
        listing.activated_key.connect(self._on_activated)
        listing.installEventFilter(self)
        return listing

    def _fit(self) -> None:
        """Give each list the height of its rows; where there is less room it keeps one, and the rest is scrolled to."""
        for listing in (self._need_list, self._wait_list):
            listing.setMinimumHeight(max(listing.sizeHintForRow(0), 0) + 2)
            listing.setMaximumHeight(listing.content_height() + 2)
            listing.updateGeometry()
        if not self.isHidden():
            self.place()

    def _on_password(self) -> None:
        if words := self._password.text():
            self._password.clear()
            self._told_row.hide()
            self.password_given.emit(words)

    def _on_need_chosen(self, key: str) -> None:
        self._card.set_need(self._needs.get(key))
        self._fit()

    def _on_chosen(self, choice: Choice) -> None:
        row = self._needs.get(self._need_list.current_key())
        if row is not None:
            self.choice_made.emit(row.op_id, row.field, choice)

    def _on_activated(self, key: str) -> None:
        row = self._needs.get(key) or self._waiting.get(key)
        if row is not None and row.entity.type in ("case", "person"):
            self.close_over()
            self.entity_asked.emit(row.entity.type, row.entity.id)


class _WholeListing(Listing):
    """Wants to be as high as its rows: of itself a list wants the same height whatever is in it."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.content_height() + 2)


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _waiting_line(row: WaitingRow, now: datetime) -> Line:
    return Line(key=row.op_id, time=day_clock(row.at, now), title=type_word(row.type), subtitle=row.subject)


def _need_line(key: str, row: NeedRow, now: datetime) -> Line:
    title = f"{row.subject} · {need_words(row)}" if row.subject else need_words(row)
    return Line(key=key, time=day_clock(row.at, now), title=title, subtitle=why_words(row))
