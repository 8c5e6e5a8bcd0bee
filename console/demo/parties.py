"""The far ends of an unscripted demonstration: callers who ring, wait and give up, partners who come or do not."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QObject, QTimer

from console.calls.exchange import Exchange
from models.records.base import Record, Text
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.partner import PartnerRow
from models.records.unit import UnitRow
from models.rules.phone import signalled
from resources import path
from resources.catalogue import load_phrases

FIRST_CALL_MS = 3_000
BETWEEN_CALLS_MS = (25_000, 70_000)
PATIENCE_MS = (40_000, 90_000)
RINGS_MS = (400, 900)
"""Until it is heard that a telephone that was rung rings."""
PICK_UP_MS = (1_500, 4_000)
WORK_MS = (45_000, 90_000)
MOST_WAITING = 2
"""So many wait at once at most: the other desks of the room, which nobody plays, take the rest."""
NEVER_IN_A_DEMO = "C13"
"""Nobody's distress is acted out at random."""


class Comment(Record, frozen=True):
    """Something a party says; ``score`` is how satisfied a citizen sounds, 0 for partners."""

    zh: str
    en: str
    score: int = 0


class Events(Record, frozen=True):
    """What partners and citizens say, by occasion."""

    decline_reasons: tuple[Comment, ...]
    delay_reasons: tuple[Comment, ...]
    feedback: tuple[Comment, ...]
    citizen_comments: tuple[Comment, ...]


class Parties(QObject):
    """Plays everybody but the operator. ``numbers`` are those of invented citizens; the same seed gives the same shift.

    Who gives up rings again before anybody new does, so that the missed calls stay as few as on a real day, however long nobody answers.
    ``later(milliseconds, action)`` lets time pass before something happens; None means real time.
    """

    def __init__(
        self,
        exchange: Exchange,
        numbers: Sequence[str],
        partners: Callable[[], Sequence[PartnerRow]],
        units: Callable[[], Sequence[UnitRow]],
        parent: QObject,
        *,
        seed: int = 28,
        later: Callable[[int, Callable[[], object]], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._exchange = exchange
        self._numbers = tuple(numbers)
        self._partners = partners
        self._units = units
        self._random = random.Random(seed)
        self._events = msgspec.json.decode(path("demo", "partner_events.json").read_bytes(), type=Events)
        self._needs = [
            Text(zh, en)
            for code, phrases in load_phrases().items()
            if not code.startswith(NEVER_IN_A_DEMO)
            for zh, en in zip(phrases.zh, phrases.en * (len(phrases.zh) // max(len(phrases.en), 1) + 1), strict=False)
            if len(zh) >= 8
        ]
        self._promised: dict[str, str] = {}
        self._met: set[str] = set()
        self._gave_up: list[str] = []
        """The numbers of those who gave up and have not been spoken with, the longest ago first."""
        self._wait = later or (lambda milliseconds, action: QTimer.singleShot(milliseconds, self, action))
        exchange.call_changed.connect(self._on_call_changed)
        exchange.dialled.connect(self._on_dialled)
        exchange.consulted.connect(self._on_consulted)
        self._later((FIRST_CALL_MS, FIRST_CALL_MS), self._somebody_rings)

    def _somebody_rings(self) -> None:
        """A citizen rings, unless enough wait already; whoever gave up does so before anybody new."""
        self._later(BETWEEN_CALLS_MS, self._somebody_rings)
        if len(self._exchange.waiting()) >= MOST_WAITING:
            return
        again = next((number for number in self._gave_up if number and not self._is_here(number)), None)
        number = self._somebody() if again is None else again
        call_id = self._exchange.ring(number)
        self._later(PATIENCE_MS, lambda: self._exchange.abandon(call_id))

    def _somebody(self) -> str:
        """Return the number of somebody new; one in twelve withholds it, until one of those gave up: nobody can ring them back."""
        withheld = self._random.random() < 1 / 12 and "" not in self._gave_up
        return "" if withheld or not self._numbers else self._random.choice(self._numbers)

    def _is_here(self, number: str) -> bool:
        """Tell whether somebody with a number waits or is spoken with."""
        calls = (*self._exchange.waiting(), *filter(None, (self._exchange.call,)))
        return number in [call.number for call in calls]

    def _note(self, call: CallRow) -> None:
        """Keep in mind who gave up, until they were spoken with."""
        if call.answered_at and call.number in self._gave_up:
            self._gave_up.remove(call.number)
        elif call.reason is EndReason.ABANDONED and call.number not in self._gave_up:
            self._gave_up.append(call.number)

    def _on_call_changed(self, call: CallRow) -> None:
        self._note(call)
        if call.direction is Direction.IN and call.state is CallState.CONNECTED and call.id not in self._met:
            self._met.add(call.id)
            partner = self._promised.pop(call.number, "")
            said = self._pick(self._events.feedback) if partner else self._random.choice(self._needs)
            self._later((600, 900), lambda: self._say(call.id, said))

    def _on_consulted(self, call: CallRow) -> None:
        """Whoever is asked about a call: the telephone rings, and they pick up, or sometimes nobody does."""
        self._later(RINGS_MS, lambda: self._exchange.become(rung=True) if self._asks(call) else None)
        self._later(PICK_UP_MS, lambda: self._is_asked() if self._asks(call) else None)

    def _asks(self, call: CallRow) -> bool:
        """Tell whether the operator still asks whom they asked in a call."""
        now = self._exchange.call
        return now is not None and (now.id, now.state, now.party) == (call.id, CallState.CONSULTING, call.party)

    def _is_asked(self) -> None:
        if self._random.random() < 0.1:
            self._exchange.party_fails(EndReason.NO_ANSWER)
        else:
            self._exchange.party_answers()

    def _on_dialled(self, call: CallRow) -> None:
        self._later(RINGS_MS, lambda: self._exchange.become(rung=True) if self._rings(call) else None)
        phones = {signalled(partner.phone) for partner in self._partners()} | {signalled(unit.phone) for unit in self._units()}
        picks_up = self._partner_picks_up if call.number in phones else self._citizen_picks_up
        self._later(PICK_UP_MS, lambda: picks_up(call) if self._rings(call) else None)

    def _rings(self, call: CallRow) -> bool:
        """Tell whether a call still rings: the operator may have hung up and be ringing somebody else."""
        return self._exchange.call is not None and self._exchange.call.id == call.id and self._exchange.call.state is CallState.ALERTING

    def _partner_picks_up(self, call: CallRow) -> None:
        if self._random.random() < 0.05:
            self._exchange.party_fails(EndReason.NO_ANSWER)
            return
        self._exchange.party_answers()
        if self._random.random() < 0.15:
            self._say(call.id, self._pick(self._events.decline_reasons))
            return
        self._say(
            call.id,
            Text(
                "好的，这单我们接，二十来分钟到。做完给你们打电话。",
                "Yes, we take it, about twenty minutes. We will ring you when it is done.",
            ),
        )
        self._promised[call.number] = call.case
        self._later(WORK_MS, lambda: self._exchange.ring(call.number))

    def _citizen_picks_up(self, call: CallRow) -> None:
        if self._random.random() < 0.1:
            self._exchange.party_fails(EndReason.NO_ANSWER)
            return
        self._exchange.party_answers()
        self._say(call.id, self._pick(self._events.citizen_comments))

    def _pick(self, comments: Sequence[Comment]) -> Text:
        comment = self._random.choice(comments)
        return Text(comment.zh, comment.en)

    def _say(self, call_id: str, words: Text) -> None:
        if self._exchange.call is not None and self._exchange.call.id == call_id:
            self._exchange.say(words)

    def _later(self, between: tuple[int, int], action: Callable[[], object]) -> None:
        self._wait(self._random.randint(*between), action)
