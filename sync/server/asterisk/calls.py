"""A call as it is put together from its legs, and the state that its legs are in. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from models.records.base import CHINA
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.catalogue import Line
from models.store.clock import stamp
from sync.server.asterisk.channels import Channel, Channels


def iso(moment: float) -> str:
    """Return the ISO time of a moment of the PBX's clock (seconds since 1970)."""
    return stamp(datetime.fromtimestamp(moment, CHINA))


class Sought(Enum):
    """How far it has come with whom the operator wants to consult: the caller waits for them, they are rung, and how the ring ended."""

    NOTHING = auto()
    ASKED = auto()
    RUNG = auto()
    REACHED = auto()
    BUSY = auto()
    SILENT = auto()
    NOWHERE = auto()
    GIVEN_UP = auto()


@dataclass(slots=True)
class Call:
    """A call that has not ended.

    ``caller``, ``agent`` and ``second`` are unique ids of legs: the citizen's, the operator's, and a second line that the operator's
    telephone opened for a consultation; '' where there is none. ``rings`` are the operators' legs that ring now, in their order, each with
    the telephone and the operator; ``legs`` those that came after the answer. ``wish`` is the reason that our own order gave this call's
    end, ``wanted`` the number that we have asked to consult and ``sought`` how far that has come, ``unmet`` whom we have consulted last in
    vain and why, ``failure`` what became of the last attempt to reach whom we dialled.
    A call that was sent on to a colleague has no ``agent`` until somebody takes it up, ``sent`` is their extension, and the leg of whoever
    sent it on is the ``former`` one.
    ``operator`` has the call now, ``first`` is who took it from the queue: whose answer it stays, whoever has it later.
    ``mixed`` says that the caller is in a conference of the PBX, which does not end with one of those in it, ``about``
    that the answer was not told and ``answered_at`` is near to it, ``handed`` that whoever has it now was handed it by a colleague.
    ``ways`` are the ways to that one from the consultation, which the PBX takes out a moment later: they are nobody.
    """

    id: str
    direction: Direction
    line: Line
    number: str
    queued_at: float
    operator: int = 0
    first: int = 0
    interface: str = ""
    case: str = ""
    caller: str = ""
    agent: str = ""
    former: str = ""
    sent: str = ""
    second: str = ""
    answered_at: float = 0.0
    about: bool = False
    ended_at: float = 0.0
    reason: EndReason | None = None
    party: str = ""
    recording: str = ""
    muted: bool = False
    mixed: bool = False
    handed: bool = False
    held: bool = False
    conference: bool = False
    wish: EndReason | None = None
    wanted: str = ""
    sought: Sought = Sought.NOTHING
    unmet: tuple[str, EndReason] | None = None
    failure: str = ""
    rings: dict[str, tuple[str, int]] = field(default_factory=dict)
    legs: dict[str, None] = field(default_factory=dict)
    ways: set[str] = field(default_factory=set)

    def row(self, channels: Channels) -> CallRow:
        """Return the call as the gateway knows it."""
        state = self.state(channels)
        self.conference = state is CallState.CONFERENCE
        at_party = state in {CallState.CONSULTING, CallState.CONFERENCE}
        if state not in {CallState.CONNECTED, CallState.HELD}:
            self.unmet = None
        if at_party:
            self.party = self.wanted or self.party or self._reached(channels)
        elif state is not CallState.ENDED:
            self.party = self.unmet[0] if self.unmet else self._joining(channels)
        return CallRow(
            id=self.id,
            direction=self.direction,
            number=self.number,
            line=self.line,
            state=state,
            queued_at=iso(self.queued_at),
            answered_at=iso(self.answered_at) if self.answered_at else "",
            ended_at=iso(self.ended_at) if self.reason else "",
            reason=self.unmet[1] if self.unmet else self.reason,
            party=self.party,
            case=self.case,
            operator=self._whose(state),
            recording=self.recording,
            muted=self.muted and self.reason is None,
            rung=self._rung(state, channels),
        )

    def state(self, channels: Channels) -> CallState:
        """Return the state that the legs are in."""
        if self.reason:
            return CallState.ENDED
        if not self.answered_at or not (self.agent or self.interface):
            return CallState.ALERTING if self.rings or self.direction is Direction.OUT else CallState.QUEUED
        if self._in_conference(channels):
            return CallState.CONFERENCE
        if self._consults(channels):
            return CallState.CONSULTING
        return CallState.HELD if self.held else CallState.CONNECTED

    def seats(self) -> set[str]:
        """Return the telephones that it rings or is talked at."""
        return {interface for interface, _ in self.rings.values()} | ({self.interface} if self.interface else set())

    def thirds(self, channels: Channels) -> list[Channel]:
        """Return the legs of whoever was fetched in, the ways between two legs (Local) after all others."""
        caller = channels.get(self.caller)
        inside = {channel.uid: None for channel in channels.together(caller.bridge if caller else "")}
        found = (channels.get(uid) for uid in {**self.legs, **inside} if not self._own(uid))
        return sorted((one for one in found if one), key=lambda one: one.way)

    def goes_on(self, channels: Channels) -> bool:
        """Say whether the caller has somebody else than the operator to talk with."""
        caller = channels.get(self.caller)
        inside = channels.together(caller.bridge) if caller else ()
        return any(not self._own(channel.uid) for channel in inside)

    def ended_by(self, known: EndReason) -> EndReason:
        """Return why it ended: our own order's reason before what the PBX says, but never a transfer that did not come about."""
        if self.wish is EndReason.TRANSFER:
            return known if known is EndReason.CALLER else EndReason.FAILED
        return self.wish or known

    def _own(self, uid: str) -> bool:
        """Say whether a leg is the caller's or the operator's, or a way between both."""
        return uid in {self.caller, self.agent, self.second} or uid in self.ways

    def _in_conference(self, channels: Channels) -> bool:
        agent, caller = channels.get(self.agent), channels.get(self.caller)
        if agent is None or caller is None or not agent.bridge or agent.bridge != caller.bridge:
            return False
        # A third leg changes its way in for a moment, when the Local channels that it came through are taken out.
        changing = self.conference and not self.held and any(channels.get(uid) for uid in self.legs if not self._own(uid))
        return self.goes_on(channels) or changing

    def _consults(self, channels: Channels) -> bool:
        if self.wanted and self.held:
            return True
        if not self.thirds(channels):
            return False
        agent, caller = channels.get(self.agent), channels.get(self.caller)
        apart = bool(agent and caller and agent.bridge != caller.bridge)
        return apart or self.held or channels.get(self.second) is not None

    def _reached(self, channels: Channels) -> str:
        second = channels.get(self.second)
        if second and second.exten:
            return second.exten
        return next((third.party() for third in self.thirds(channels) if third.party()), "")

    def _joining(self, channels: Channels) -> str:
        """Return whose telephone rings to join operator and caller, who speak in a conference already, '' for nobody's."""
        if not self.mixed or self.unmet:
            return ""
        legs = (channels.get(uid) for uid in self.legs if not self._own(uid))
        return next((leg.party() for leg in legs if leg and not leg.bridge and leg.party()), "")

    def _rung(self, state: CallState, channels: Channels) -> bool | None:
        """Return whether the telephone of whom was dialled, is consulted or is to join rings, or was picked up."""
        if state is CallState.ALERTING and self.direction is Direction.OUT:
            caller = channels.get(self.caller)
            return True if caller and caller.rings else None
        if state is not CallState.CONSULTING:
            return True if state in {CallState.CONNECTED, CallState.HELD} and self._joining(channels) else None
        ends = [leg for leg in self.thirds(channels) if not leg.way]
        return False if any(leg.up for leg in ends) else True if any(leg.rings for leg in ends) else None

    def _whose(self, state: CallState) -> int:
        """Return the operator: whoever answered it, before that whoever it rings at; nobody where it was not answered."""
        if state is CallState.ALERTING and self.rings and not self.answered_at:
            return next(iter(self.rings.values()))[1]
        return self.first or self.operator
