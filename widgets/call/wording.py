"""What the call bar says and offers in each state of a call."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.base import parse_time
from models.records.call import CallRow, CallState, Capability, Direction, NotReady, OperatorState
from widgets.base.moment import duration, seconds_since, wait_tone
from widgets.base.number import grouped
from widgets.base.theme import Tone
from widgets.base.words import line_word


class Offer(msgspec.Struct, frozen=True):
    """A button: English caption, the name of its key, its kind and icon, and the capabilities of which one is needed."""

    caption: object
    key: str
    kind: str
    symbol: str
    needs: tuple[Capability, ...]


class Second(msgspec.Struct, frozen=True):
    """The second party of a call: the name, '' where only the number is known, and whether the telephone there still ``rings``.

    None is said of ``rings`` where nobody tells.
    """

    name: str = ""
    rings: bool | None = None


UNNAMED = Second()
"""Nothing is known of the second party but the number."""

OFFERS: Mapping[str, Offer] = {
    "answer": Offer(QT_TRANSLATE_NOOP("CallBar", "Answer"), "answer", "primary", "answer", (Capability.ANSWER,)),
    "resume": Offer(QT_TRANSLATE_NOOP("CallBar", "Take back"), "hold", "primary", "resume", (Capability.HOLD,)),
    "complete": Offer(QT_TRANSLATE_NOOP("CallBar", "Put through"), "transfer", "primary", "complete", (Capability.CONSULT,)),
    "cancel": Offer(QT_TRANSLATE_NOOP("CallBar", "Back to the caller"), "hold", "", "back", (Capability.CONSULT,)),
    "hold": Offer(QT_TRANSLATE_NOOP("CallBar", "Hold"), "hold", "", "hold", (Capability.HOLD,)),
    "transfer": Offer(
        QT_TRANSLATE_NOOP("CallBar", "Transfer"), "transfer", "", "transfer", (Capability.CONSULT, Capability.BLIND_TRANSFER)
    ),
    "conference": Offer(QT_TRANSLATE_NOOP("CallBar", "Three-party"), "conference", "", "conference", (Capability.CONFERENCE,)),
    "drop": Offer(QT_TRANSLATE_NOOP("CallBar", "Let the third go"), "conference", "", "drop", (Capability.CONFERENCE,)),
    "mute": Offer(QT_TRANSLATE_NOOP("CallBar", "Mute"), "mute", "", "mute", (Capability.MUTE,)),
    "unmute": Offer(QT_TRANSLATE_NOOP("CallBar", "Be heard"), "mute", "primary", "unmute", (Capability.MUTE,)),
    "hang_up": Offer(QT_TRANSLATE_NOOP("CallBar", "Hang up"), "hang_up", "danger", "hang_up", (Capability.HANG_UP,)),
}

_OFFERED: Mapping[CallState, tuple[str, ...]] = {
    CallState.CONNECTED: ("hold", "transfer", "conference", "mute", "hang_up"),
    CallState.HELD: ("resume", "transfer", "conference", "hang_up"),
    CallState.CONSULTING: ("complete", "cancel", "conference", "hang_up"),
    CallState.CONFERENCE: ("drop", "mute", "hang_up"),
}
_RINGING = ("cancel", "complete", "conference", "hang_up")
"""What is offered while whoever is consulted is still rung: the caller would be left to a telephone that perhaps nobody picks up."""

UNANSWERED = QT_TRANSLATE_NOOP("CallBar", "Don't wait, put through")
"""What ``complete`` is while they still ring. Its key has to be pressed twice, so that nobody does it who only meant to put through."""

ENDS_ASKING = QT_TRANSLATE_NOOP("CallBar", "Drop them")
"""What ``hang_up`` is while somebody is consulted: whoever was asked is hung up on, and the caller is back."""

TALKING = (CallState.CONNECTED, CallState.HELD)
"""The states in which a second party can be rung."""

_IDLE: Mapping[OperatorState, object] = {
    OperatorState.READY: QT_TRANSLATE_NOOP("CallBar", "Ready – the next call rings here"),
    OperatorState.NOT_READY: QT_TRANSLATE_NOOP("CallBar", "Break – no call rings here"),
    OperatorState.ALERTING: QT_TRANSLATE_NOOP("CallBar", "Your telephone rings – somebody asks for you"),
    OperatorState.ON_CALL: QT_TRANSLATE_NOOP("CallBar", "On the telephone – no call rings here"),
    OperatorState.WRAP_UP: QT_TRANSLATE_NOOP("CallBar", "Wrap-up – finish your words, then the next call rings"),
    OperatorState.LOGGED_OUT: QT_TRANSLATE_NOOP("CallBar", "Signed out – no call rings here"),
    OperatorState.PHONE_OFFLINE: QT_TRANSLATE_NOOP("CallBar", "Your telephone is not connected – cases can still be edited"),
}
_AWAY: Mapping[str, object] = {
    NotReady.TRAINING.value: QT_TRANSLATE_NOOP("CallBar", "Training – no call rings here"),
    NotReady.NO_ANSWER.value: QT_TRANSLATE_NOOP("CallBar", "You did not answer – no call rings here"),
    NotReady.UNATTENDED.value: QT_TRANSLATE_NOOP("CallBar", "This console was away – no call rings here"),
}
UNKNOWN = QT_TRANSLATE_NOOP("CallBar", "No call that is known at this desk: a colleague asks, it was dialled by hand, or before a restart")
"""What is known of a call at a telephone that speaks in none of the hotline's."""
UNKNOWN_SHORT = QT_TRANSLATE_NOOP("CallBar", "No call that is known at this desk")

_NOTED = QT_TRANSLATE_NOOP("CallBar", "Calls are noted by hand – {key} and the number")
_OPENING = QT_TRANSLATE_NOOP("CallBar", "Opening…")


def say(source: object) -> str:
    """Return a text of the bar in the language of the interface."""
    return QCoreApplication.translate("CallBar", str(source))


def idle_words(state: OperatorState | None, reason: str = "", *, noted: str = "") -> str:
    """Return what the bar says where no call is in hand; with None the desk is not open yet, and no call can ring.

    The telephone may ring or be spoken on all the same: a colleague asks this operator, or somebody rings its own number. ``noted`` is the
    key with which calls are noted by hand where no call system tells of them, '' where one does.
    """
    if state is None:
        return say(_OPENING)
    if noted:
        return say(_NOTED).format(key=noted)
    return say(_AWAY[reason] if state is OperatorState.NOT_READY and reason in _AWAY else _IDLE[state])


def still_rung(call: CallRow | None, second: Second) -> bool:
    """Tell whether the caller waits while the telephone of whoever is consulted is known to ring."""
    return call is not None and call.state is CallState.CONSULTING and second.rings is True


def offered(call: CallRow | None, second: Second = UNNAMED, state: OperatorState | None = None) -> tuple[str, ...]:
    """Return which buttons a call offers, the next step first; without a call, whoever is on the telephone by ``state`` can hang up."""
    if call is None:
        return ("hang_up",) if state is OperatorState.ON_CALL else ()
    if call.state is CallState.ALERTING:
        return ("answer",) if call.direction is Direction.IN else ("hang_up",)
    shown = _RINGING if still_rung(call, second) else _OFFERED.get(call.state, ())
    return ("unmute", *(name for name in shown if name != "mute")) if call.muted else shown


def bar_state(call: CallRow | None) -> str:
    """Return the bar's state for the style sheet: the call's own, ``dialling`` for one that rings elsewhere, ``idle`` for none.

    It is ``muted`` whatever else the call is while the other side hears nothing.
    """
    if call is None:
        return "idle"
    if call.muted:
        return "muted"
    return "dialling" if call.state is CallState.ALERTING and call.direction is Direction.OUT else call.state.value


def number_words(number: str) -> str:
    """Return a number for reading aloud, or that it was withheld."""
    return grouped(number) or QCoreApplication.translate("CallBar", "Number withheld")


def under_words(call: CallRow, name: str = "", second: Second = UNNAMED, *, by_hand: bool = False) -> tuple[str, ...]:
    """Return the small line beneath the number, from whole to short: who it is where that is known, which line, and what is going on.

    ``by_hand``: the telephone is picked up by hand, when somebody rings and when somebody is rung; the line says so.
    """
    what = _going_on(call, second, by_hand)
    if call.muted:
        muted = QCoreApplication.translate("CallBar", "MUTED: they do not hear you")
        party = second.name or grouped(call.party)
        if call.state not in (CallState.CONSULTING, CallState.CONFERENCE) or not party:
            return (f"{name} · {muted}", muted) if name else (muted,)
        whole = (f"{muted} · {what}", f"{muted} · {party}", muted)
        return (f"{name} · {whole[0]}", *whole) if name else whole
    if name:
        return f"{name} · {what}", *((what,) if _asks(call, by_hand) else (name, name.partition(" · ")[0]))
    return f"{line_word(call.line)} · {what}", what


def unknown_words(shown: Collection[str]) -> tuple[str, ...]:
    """Return the small line without a call in hand: where hanging up is offered all the same, what is known of what is hung up."""
    return (say(UNKNOWN), say(UNKNOWN_SHORT)) if shown else ()


def _asks(call: CallRow, by_hand: bool) -> bool:
    """Tell whether the small line asks for the operator's hand: then that is the last thing to be left out."""
    return by_hand and call.state is CallState.ALERTING and not call.rung


def _going_on(call: CallRow, second: Second, by_hand: bool) -> str:
    party = second.name or grouped(call.party)
    match call.state:
        case CallState.ALERTING if call.direction is Direction.OUT:
            if call.rung:
                return QCoreApplication.translate("CallBar", "it rings at their end")
            if by_hand:
                return QCoreApplication.translate("CallBar", "ringing them: pick up your phone when it rings")
            return QCoreApplication.translate("CallBar", "ringing them")
        case CallState.ALERTING if by_hand:
            return QCoreApplication.translate("CallBar", "rings here: pick up your phone")
        case CallState.ALERTING | CallState.QUEUED:
            return QCoreApplication.translate("CallBar", "rings here")
        case CallState.HELD:
            return QCoreApplication.translate("CallBar", "on hold")
        case CallState.CONSULTING if second.rings is None:
            return QCoreApplication.translate("CallBar", "asking {party}, caller on hold").format(party=party)
        case CallState.CONSULTING if second.rings:
            return QCoreApplication.translate("CallBar", "ringing {party}, caller on hold").format(party=party)
        case CallState.CONSULTING:
            return QCoreApplication.translate("CallBar", "with {party}, caller on hold").format(party=party)
        case CallState.CONFERENCE | CallState.CONNECTED if second.rings and call.reason is None:
            return QCoreApplication.translate("CallBar", "ringing {party} to join").format(party=party)
        case CallState.CONFERENCE:
            return QCoreApplication.translate("CallBar", "three-party with {party}").format(party=party)
        case _ if call.direction is Direction.OUT:
            return QCoreApplication.translate("CallBar", "rung from here")
        case _:
            waited = seconds_since(call.queued_at, parse_time(call.answered_at or call.queued_at))
            return QCoreApplication.translate("CallBar", "answered after {seconds} s").format(seconds=waited)


def timer_words(call: CallRow, now: datetime) -> tuple[str, Tone]:
    """Return the timer and its tone: how long it rings, or how long it has been spoken."""
    if not call.answered_at:
        waited = seconds_since(call.queued_at, now)
        if call.direction is Direction.OUT:
            return duration(waited), Tone.MUTED
        words = QCoreApplication.translate("CallBar", "waits {time}").format(time=duration(waited))
        return words, wait_tone(waited, calm=Tone.DUE)
    return duration(seconds_since(call.answered_at, now)), Tone.DUE if call.state is CallState.HELD else Tone.OK
