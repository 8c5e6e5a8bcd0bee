"""Everything that the model knows, and the few things that can become of a call. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from models.records.base import Record
from models.records.call import CallRow, Direction, EndReason
from models.records.catalogue import Line
from models.rules.phone import signalled
from sync.server.ami.message import Message
from sync.server.asterisk.calls import Call
from sync.server.asterisk.channels import CASE, RECORDING, Channel, Channels, said
from sync.server.asterisk.members import Members
from sync.server.asterisk.plan import PbxPlan

REMEMBERED = 1_000
"""So many calls that have ended are remembered by their id, so that what is told of their legs later makes no new calls of them."""

MOST_CALLS = 2_000
MOST_DIALLED = 500

COMES_WITHIN = 60.0
"""Seconds after which no leg comes any more of a call that we have asked for and of which the PBX said nothing: it makes one at once."""


class Dialled(Record, frozen=True):
    """A call that we have asked for: the id of the operator's leg, which is that of the call, and when that was (PBX's time, set right)."""

    id: str
    operator: int
    extension: str
    number: str
    line: Line
    case: str
    asked: float = 0.0


@dataclass(slots=True)
class Invited:
    """A leg that we have asked for in a call that there is."""

    call: str
    number: str


class World:
    """The legs, the members, the calls.

    ``dialled`` are calls that we have asked for and of which there is no leg yet, ``doubtful`` those whose connection was lost meanwhile,
    ``invited`` further legs that we have asked for. ``now`` is the time of the last message, ``silent_from`` that of the last one
    before the link was lost: whatever was not told happened after it. ``astray`` is what has been added to times of the PBX's clock.
    ``parted`` are telephones at which an operator has spoken, and does so no more, without a queue telling of it: in a call that a
    colleague had handed to them, or while there was no link. ``left_behind`` are legs of a three-party call that is over, each with the
    conference that it is in ('': whichever it enters): the PBX lets nobody go from there by itself. ``touched`` and ``seats`` name calls
    and telephones that may have changed since they were told.
    """

    def __init__(self, plan: PbxPlan) -> None:
        self.plan = plan
        self.channels = Channels()
        self.members = Members(plan)
        self.calls: dict[str, Call] = {}
        self.ended: list[CallRow] = []
        self.dialled: dict[str, Dialled] = {}
        self.doubtful: list[Dialled] = []
        self.invited: dict[str, Invited] = {}
        self.parted: dict[str, None] = {}
        self.left_behind: dict[str, str] = {}
        self.touched: dict[str, None] = {}
        self.seats: set[str] = set()
        self.now = 0.0
        self.astray = 0.0
        self.silent_from = 0.0
        self._by_linked: dict[str, str] = {}
        self._done: dict[str, None] = {}

    def touch(self, call: Call) -> None:
        self.touched[call.id] = None
        self.seats |= call.seats()

    def call_of(self, channel: Channel | None) -> Call | None:
        """Return the call that a leg belongs to."""
        return self.calls.get(channel.call) if channel else None

    def heard(self, message: Message) -> Call | None:
        """Return the call of the leg that a message is about."""
        uid = message.get("Uniqueid")
        return self.call_of(self.channels.get(uid)) or self.calls.get(uid)

    def done(self, call_id: str) -> bool:
        return call_id in self._done

    def begin(self, call: Call) -> None:
        """A call begins; legs that are linked with it belong to it from now on."""
        if len(self.calls) >= MOST_CALLS:
            self.end(next(iter(self.calls.values())), EndReason.FAILED)
        self.calls[call.id] = call
        self.link(call.id, call)
        for channel in self.channels:
            self.attach(channel)
        self.touch(call)

    def link(self, linked: str, call: Call) -> None:
        self._by_linked[linked] = call.id

    def attach(self, channel: Channel) -> None:
        """Find the call that a leg belongs to. A leg that comes after the answer is one of somebody fetched in."""
        invited = self.invited.get(channel.uid)
        call_id = invited.call if invited else self._by_linked.get(channel.linked, "")
        call = self.calls.get(call_id)
        if channel.call or call is None:
            return
        channel.call = call.id
        if call.answered_at and channel.uid not in {call.caller, call.agent}:
            call.legs[channel.uid] = None
            if invited:
                channel.number = invited.number

    def since(self, seconds: float) -> float:
        """Return when something that was not told began, of which the PBX says how many (whole) seconds ago that was."""
        return max(self.now - seconds, self.silent_from)

    def answer(self, call: Call, about: float | None = None) -> None:
        """Operator and citizen speak with each other now, or have done since ``about``."""
        if not call.answered_at:
            call.about = about is not None
            told = self.now if about is None else min(max(about, self.silent_from), self.now)
            call.answered_at = max(told, call.queued_at)  # the PBX's clock may have been set back
        call.first = call.first or call.operator
        self.touch(call)

    def spoken(self, call: Call) -> None:
        """Whoever has a call is about to have it no more."""
        if call.handed and call.interface:
            self.parted[call.interface] = None
        call.handed = False

    def end(self, call: Call, reason: EndReason) -> None:
        """A call has ended; what is told of its legs from now on concerns nobody. Its party is whom it was put through (or sent) to."""
        self.touch(call)
        self.spoken(call)
        call.unmet = None
        if call.mixed:
            self._leave_behind(call)
        call.row(self.channels)
        if reason is EndReason.TRANSFER and call.wanted:
            call.party = call.wanted
        elif call.sent and not call.interface:
            call.party = call.sent
        elif call.first and call.operator != call.first:
            call.party = self.plan.extension(call.interface) or call.party
        call.reason, call.ended_at = reason, max(self.now, call.queued_at, call.answered_at)
        if not call.answered_at and call.direction is Direction.IN:
            call.operator = 0
        self.ended.append(call.row(self.channels))
        del self.calls[call.id]
        self._by_linked = {linked: one for linked, one in self._by_linked.items() if one != call.id}
        self.invited = {uid: one for uid, one in self.invited.items() if one.call != call.id}
        self._done[call.id] = None
        if len(self._done) > REMEMBERED:
            del self._done[next(iter(self._done))]

    def _leave_behind(self, call: Call) -> None:
        """Note the legs that a call in a conference leaves there, and those that still ring to join it.

        Whoever else rings is rung for the caller, who has been sent out of the conference to them.
        """
        joining = [uid for uid, one in self.invited.items() if one.call == call.id]
        legs = [leg for uid in (call.caller, call.agent, *call.legs, *joining) if (leg := self.channels.get(uid))]
        rooms = {leg.bridge for leg in legs if leg.uid in {call.caller, call.agent}}
        legs += [leg for room in rooms for leg in self.channels.together(room)]
        joins = {uid for uid in joining if (leg := self.channels.get(uid)) and not leg.up}
        self.left_behind.update((leg.uid, leg.bridge) for leg in legs if leg.bridge or leg.uid in {call.agent, *joins})

    def expect(self, wanted: Dialled) -> None:
        """We are about to ask for a call. What no leg has come of for long is forgotten: it was sent, and neither answered nor done."""
        self.forget_old()
        self.dialled[wanted.id] = replace(wanted, asked=self.now)
        if len(self.dialled) > MOST_DIALLED:
            del self.dialled[next(iter(self.dialled))]

    def forget_old(self) -> None:
        """Forget the calls that we have asked for and that will not come any more."""
        self.dialled = {one.id: one for one in self.dialled.values() if self.now - one.asked < COMES_WITHIN}

    def dial(self, wanted: Dialled, begun: float | None = None) -> Call:
        """The operator's leg of a call that we have asked for is there, now or since ``begun``."""
        self.dialled.pop(wanted.id, None)
        call = Call(
            wanted.id,
            Direction.OUT,
            wanted.line,
            signalled(wanted.number),
            self.now if begun is None else begun,
            operator=wanted.operator,
            interface=self.plan.interface(wanted.extension),
            case=wanted.case,
            agent=wanted.id,
        )
        self.begin(call)
        return call

    def note_variables(self, message: Message) -> None:
        """Take what the dial plan says of a call in the variables that the PBX puts on its events."""
        values = [*message.all("ChanVariable"), *message.all("Variable")]
        if message.get("Event") == "VarSet":
            values = [f"{message.get('Variable')}={message.get('Value')}"]
        call = self.heard(message) if values else None
        if call is None:
            return
        for name, _, value in (text.partition("=") for text in values):
            if name == RECORDING and value and value != call.recording:
                call.recording = value
                self.touch(call)
            elif name == CASE and value and not call.case:
                call.case = value
                self.touch(call)


def number_of(message: Message) -> str:
    """Return the caller's number in its normal form, '' where it is withheld."""
    return signalled(said(message, "CallerIDNum"))
