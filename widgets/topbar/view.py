"""The top bar: the hotline, the operator and the own state, who waits, today's figures, and whether everything is saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from models.records.base import parse_time
from models.records.call import LineStatus, NotReady, OperatorState
from models.records.staff import OperatorRow
from widgets.base.fitting import FittingLabel
from widgets.base.moment import ANSWER_SECONDS, duration, seconds_since, wait_tone
from widgets.base.parts import KeyHint, Label, restyle
from widgets.base.theme import Tone
from widgets.base.words import language, role_word, state_word

_TONES: Mapping[OperatorState, Tone] = {
    OperatorState.READY: Tone.OK,
    OperatorState.ON_CALL: Tone.OK,
    OperatorState.ALERTING: Tone.DUE,
    OperatorState.WRAP_UP: Tone.DUE,
    OperatorState.PHONE_OFFLINE: Tone.OVERDUE,
}
_SHAPES: Mapping[OperatorState, str] = {
    OperatorState.READY: "○",
    OperatorState.ON_CALL: "●",
    OperatorState.ALERTING: "★",
    OperatorState.WRAP_UP: "■",
    OperatorState.PHONE_OFFLINE: "✕",
}


class TopBar(QFrame):
    """One line of 48 px. ``keys`` may hold ``break`` and ``keys`` (the overlay). Nothing in it takes the keyboard.

    ``state_menu_asked``: the operator pressed the own state; ``sync_asked``: the sync light; ``missed_asked``: the
    counter of calls to ring back; ``alert_asked``: the alert that stands; ``keys_asked``: the hint at the right.
    """

    state_menu_asked = Signal()
    sync_asked = Signal()
    missed_asked = Signal()
    alert_asked = Signal()
    keys_asked = Signal()

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setFixedHeight(48)
        self._answer_seconds = ANSWER_SECONDS
        self._wrap_up = 0
        self._standing: tuple[str, Tone] | None = None
        self._unsaved = False
        self._product = Label(self.tr("81890 Operator Console"), size="title")
        self._operator = FittingLabel()
        self._state = _pill("topbar.state", self.tr("Own state"))
        self._state.setToolTip(" · ".join(filter(None, (self.tr("Break, or ready again"), keys.get("break", "")))))
        self._state.clicked.connect(self.state_menu_asked)
        self._waiting = Label()
        self._longest = Label(bold=True)
        self._missed = _pill("topbar.missed", self.tr("Missed calls"))
        self._missed.setProperty("tone", Tone.DUE.value)
        self._missed.clicked.connect(self.missed_asked)
        self._missed.hide()
        self._key = keys.get("missed", "")
        self._alert = _pill("topbar.alert", self.tr("Silent alert"))
        self._alert.setToolTip(" · ".join(filter(None, (self.tr("An operator needs the lead: press to see to it"), keys.get("alert", "")))))
        self._alert.clicked.connect(self.alert_asked)
        self._alert.hide()
        restyle(self._alert, tone=Tone.OVERDUE.value)
        self._today = FittingLabel(tone=Tone.MUTED)
        self._today.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._mark = Label(self.tr("DEMO"))
        self._mark.setProperty("role", "mark")
        self._mark.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._mark.setToolTip(self.tr("Demonstration: a throwaway profile with invented people"))
        self._mark.hide()
        self._sync = _pill("topbar.sync", self.tr("Saved?"))
        self._sync.clicked.connect(self.sync_asked)
        self._sync.hide()
        self._shift = FittingLabel(tone=Tone.MUTED)
        self._help = QPushButton()
        self._help.setProperty("kind", "flat")
        self._help.setObjectName("topbar.keys")
        self._help.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._help.setAccessibleName(self.tr("Show the keys"))
        self._help.clicked.connect(self.keys_asked)
        self._arrange(keys.get("keys", ""))

    def set_operator(self, operator: OperatorRow) -> None:
        """Show who sits here, and as what."""
        number, name, role = operator.number, operator.name.in_(language()), role_word(operator.role)
        texts = (self.tr("{role} {number} · {name}"), self.tr("{role} {number}"), "{number}")
        self._operator.set_texts([text.format(role=role, number=number, name=name) for text in texts])

    def set_promise(self, answer_seconds: int) -> None:
        """Say within how many seconds a call is to be answered (from the profile)."""
        self._answer_seconds = answer_seconds

    def set_wrap_up(self, seconds: int) -> None:
        """Say how long wrap-up lasts (from the profile): it is counted down. 0 counts up."""
        self._wrap_up = seconds

    def set_status(self, status: LineStatus, now: datetime) -> None:
        """Show the own state and who waits; call it again as time passes."""
        state, word = status.operator, state_word(status.operator, status.reason)
        shape, tone, beside = _SHAPES.get(state, "–"), _TONES.get(state, Tone.MUTED), ""
        if (state, status.reason) == (OperatorState.NOT_READY, NotReady.NO_ANSWER.value):
            shape, tone = "!", Tone.DUE
        if not status.link_ok:
            shape, tone, word = "✕", Tone.OVERDUE, self.tr("Not known")
        elif state is OperatorState.WRAP_UP:
            beside = f" {duration(self._left(status, now))}"
        self._state.setText(f"{shape} {word}{beside}")
        self._state.setAccessibleName(self.tr("Own state: {state}").format(state=word))
        restyle(self._state, tone=tone.value)
        if not status.link_ok:
            self._waiting.setText(self.tr("No link to the telephone exchange"))
            self._waiting.set_tone(Tone.OVERDUE)
            self._longest.hide()
            return
        waits = [seconds_since(call.queued_at, now) for call in status.waiting]
        self._waiting.setText(self.tr("Waiting {count} · longest").format(count=len(waits)) if waits else self.tr("Nobody waits"))
        self._waiting.set_tone(Tone.PLAIN if waits else Tone.MUTED)
        self._longest.setVisible(bool(waits))
        if waits:
            longest = max(waits)
            self._longest.setText(duration(longest))
            self._longest.set_tone(wait_tone(longest, self._answer_seconds, Tone.PLAIN))

    def _left(self, status: LineStatus, now: datetime) -> int:
        """Return the seconds that wrap-up still lasts, by what ends it or else by the profile; where nothing does, those it has lasted."""
        if status.until:
            return seconds_since(now.isoformat(), parse_time(status.until))
        passed = seconds_since(status.since, now)
        return self._wrap_up - passed if self._wrap_up else passed

    def set_missed(self, missed: int, brief: int) -> None:
        """Show how many numbers are to be rung back, and apart from them how many gave up within five seconds; none hides it."""
        told = self.tr("Missed {count}").format(count=missed)
        apart = self.tr("under 5 s: {count}").format(count=brief) if brief else ""
        self._missed.setText(" · ".join(filter(None, (told, apart))))
        self._missed.setAccessibleName(self._missed.text())
        said = self.tr("Calls that nobody answered and nobody has rung back; apart from them those who gave up in less than 5 s")
        self._missed.setToolTip(" · ".join(filter(None, (said, self._key))))
        self._missed.setVisible(bool(missed or brief))
        restyle(self._missed, tone=(Tone.DUE if missed else Tone.MUTED).value)
        self._share_room()

    def set_alert(self, text: str) -> None:
        """Show who needs the lead until somebody sees to it; '' hides it."""
        self._alert.setText(f"! {text}")
        self._alert.setAccessibleName(text)
        self._alert.setVisible(bool(text))
        self._share_room()

    def set_today(self, accepted: int, answered_in_time: int, answered: int) -> None:
        """Show today's own figures: cases accepted, and calls answered in time of calls answered (with the counts behind the share)."""
        counted = self.tr("Accepted today {accepted}").format(accepted=accepted)
        if not answered:
            self._today.set_texts((counted,))
            return
        percent = answered_in_time * 100 // answered
        shares = (self.tr("answered in {seconds} s {percent}% ({part}/{whole})"), self.tr("in {seconds} s {percent}% ({part}/{whole})"))
        whole, short = (
            share.format(seconds=self._answer_seconds, percent=percent, part=answered_in_time, whole=answered) for share in shares
        )
        figures = f"{percent}% ({answered_in_time}/{answered})"
        brief = self.tr("{accepted} accepted · {figures}").format(accepted=accepted, figures=figures)
        self._today.set_texts((f"{counted} · {whole}", f"{counted} · {short}", brief, figures, ""))
        self._share_room()

    def set_standing(self, text: str, tone: Tone, sentence: str) -> None:
        """Show how the desk stands to its centre, and ``sentence`` at length; what could not be saved here stays in view before it."""
        self._standing = (text, tone)
        self._sync.setToolTip(sentence)
        if not self._unsaved:
            self._show_light(text, tone)

    def set_saved(self, text: str, tone: Tone) -> None:
        """Show where the work is kept and whether all of it is saved, e.g. ``on this desk only · all saved``."""
        self._unsaved = tone is not Tone.OK
        if self._standing is not None and not self._unsaved:
            text, tone = self._standing
        self._show_light(text, tone)

    def _show_light(self, text: str, tone: Tone) -> None:
        shape = {Tone.OK: "✓", Tone.DUE: "!", Tone.OVERDUE: "!"}.get(tone, "…")
        self._sync.setText(f"{shape} {text}")
        self._sync.setAccessibleName(text)
        self._sync.setVisible(bool(text))
        restyle(self._sync, tone=tone.value)

    def set_shift(self, text: str) -> None:
        """Show the shift, e.g. ``Day shift 08:00–16:00``; '' hides it."""
        self._shift.set_texts((text, text.rpartition(" ")[2]) if text else ())
        self._share_room()

    def set_watermark(self, shown: bool) -> None:
        """Mark the window as a demonstration."""
        self._mark.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._help.setMinimumSize(self._hint.sizeHint())

    def _share_room(self) -> None:
        """Shorten operator and shift where today's figures would otherwise not be told."""
        for label in (self._operator, self._shift):
            label.wish(0)
        need = self._row.sizeHint().width() + self._today.width_of(1)
        for label in (self._operator, self._shift):
            label.wish(1 if need > self.width() else 0)

    def _arrange(self, key: str) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(12)
        row.addWidget(self._product)
        row.addWidget(self._operator)
        row.addWidget(self._state)
        waiting = QHBoxLayout()
        waiting.setSpacing(6)
        waiting.addWidget(self._waiting)
        waiting.addWidget(self._longest)
        row.addLayout(waiting)
        row.addWidget(self._alert)
        row.addWidget(self._missed)
        row.addWidget(self._today, 1)
        row.addWidget(self._mark)
        row.addWidget(self._sync)
        row.addWidget(self._shift)
        inner = self._hint = QHBoxLayout(self._help)
        inner.setContentsMargins(6, 0, 6, 0)
        inner.setSpacing(6)
        for part in (KeyHint(key), Label(self.tr("Keys"), size="small", tone=Tone.MUTED)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inner.addWidget(part)
        self._help.setVisible(bool(key))
        row.addWidget(self._help)


def _pill(name: str, spoken: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.setProperty("kind", "pill")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Qt hands the keyboard on to whatever comes next, and Space would press it
    button.setAccessibleName(spoken)
    return button
