"""The call model: what the PBX says goes in, one message at a time, and what has become another comes out. Pure, and never raises."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.records.call import CallRow, Direction, EndReason
from sync.server.ami.message import Message
from sync.server.asterisk import consulting, queueing, talking
from sync.server.asterisk.calls import Call
from sync.server.asterisk.channels import Channel
from sync.server.asterisk.handing import pick_up_ring, send_on
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.reconciling import reconcile
from sync.server.asterisk.seats import Seats
from sync.server.asterisk.world import Dialled, Invited, World
from sync.server.calls.switch import Happening

_HANDLERS: dict[str, Callable[[World, Message], None]] = {**queueing.HANDLERS, **talking.HANDLERS}
_MAKING = {"Newchannel", "Newstate", "DialBegin", "BridgeEnter", "BridgeLeave", "HangupRequest"}
"""The events in which a leg may be seen for the first time. Others may come after its end."""

_LATEST = 32_503_680_000.0
"""The year 3000: a time after it is garbled."""


class Model:
    """What is known of one PBX (``world``, to be read only).

    Nothing that it hears can make it fail: fields may be missing, and what tells of nothing known is passed over. Times are those of the
    PBX's clock (the ``Timestamp`` of its events) with ``astray`` seconds added, where that clock is wrong; where an event has none, the
    last one, or what ``reconcile`` was given.
    """

    def __init__(self, plan: PbxPlan) -> None:
        self.astray = 0.0
        self.world = World(plan)
        self._seats = Seats()
        self._told: dict[str, CallRow] = {}
        self._silent = False
        self._spoke: dict[str, None] = {}
        """The telephones at which somebody spoke with a caller when the link was lost."""

    @property
    def now(self) -> float:
        """The PBX's time as far as it is known, in seconds since 1970."""
        return self.world.now

    def hear(self, message: Message) -> Happening | None:
        """Take one event; return what has become another, None where nothing has."""
        self._apply(message)
        return self._happening()

    def lost(self) -> Happening:
        """The link is lost. What is known stays as it is until there is one again."""
        world = self.world
        if not self._silent:
            self._silent, world.silent_from = True, world.now
            spoken = (call for call in world.calls.values() if call.direction is Direction.IN and call.answered_at and call.interface)
            self._spoke = {call.interface: None for call in spoken}
        world.forget_old()
        world.doubtful = list(world.dialled.values())
        return Happening(link=False)

    def overhear(self, messages: Sequence[Message]) -> None:
        """Take events that came over a connection of which nothing else is known; what became of it is returned by ``reconcile``."""
        for message in messages:
            self._apply(message)

    def reconcile(self, members: Sequence[Message], channels: Sequence[Message], now: float, since: Sequence[Message] = ()) -> Happening:
        """Take everything there is after a connection, and return it as a whole: calls that are no more end with ``link_lost``.

        ``members`` are the items of QueueStatus, ``channels`` those of Status; ``now`` is the PBX's time, set right. ``since`` are the
        events that came between the connection and both lists. Nobody knows which of them the lists contain, so they are taken twice:
        before the lists for how calls have ended and when they were answered, after them for what is newer. What is told twice ends in
        the state that was told last. Legs that they tell of, and whose end they do not tell, are there though they came too late for the
        lists.
        """
        world = self.world
        self.overhear(since)
        told = {uid for message in since for key in ("Uniqueid", "DestUniqueid") if (uid := message.get(key))}
        world.now, world.astray = now, self.astray
        parted = dict(world.parted)
        reconcile(world, members, channels, {uid for uid in told if world.channels.get(uid)})
        world.parted = parted  # who has spoken with nobody's knowing is among those who spoke when the link was lost
        self.overhear(since)
        world.now = max(world.now, now)
        here = {interface for call in world.calls.values() for interface in call.seats()}
        world.parted.update((interface, None) for interface in self._spoke if interface not in here)
        self._silent, self._spoke = False, {}
        self._told = {call.id: call.row(world.channels) for call in world.calls.values()}
        happening = Happening(calls=(*world.ended, *self._told.values()), seats=self._seats.all(world), whole=True)
        self._clear()
        return happening

    def set_right(self, astray: float) -> None:
        """From now on the PBX's times are read with so many seconds added."""
        self.astray = self.world.astray = astray

    def incoming(self) -> dict[str, str]:
        """Return the calls that came in and have not ended, each with the leg of the operator who has it, '' where nobody does."""
        return {call.id: call.agent for call in self.world.calls.values() if call.direction is Direction.IN}

    def dialled(self, wanted: Dialled) -> None:
        """We are about to ask for a call; its leg will have the id."""
        self.world.expect(wanted)

    def not_dialled(self, call_id: str) -> None:
        """What we have asked for was refused."""
        self.world.dialled.pop(call_id, None)

    def invited(self, leg: str, call_id: str, number: str) -> None:
        """We are about to ask for a further leg of a call."""
        self.world.invited[leg] = Invited(call_id, number)

    def wish(self, call_id: str, reason: EndReason | None) -> None:
        """We are about to end a call for a reason of our own (None: we were refused)."""
        call = self.world.calls.get(call_id)
        if call:
            call.wish = reason

    def wanted(self, call_id: str, number: str) -> None:
        """We are about to consult a number ('': we were refused)."""
        call = self.world.calls.get(call_id)
        if call:
            consulting.seek(call, number)

    def gives_up(self, call_id: str) -> None:
        """We are about to take the operator back to the caller."""
        call = self.world.calls.get(call_id)
        if call:
            consulting.given_up(call)

    def mixed(self, call_id: str) -> None:
        """Both legs of a call are in a conference of the PBX from now on."""
        call = self.world.calls.get(call_id)
        if call:
            call.mixed = True

    def sent(self, call_id: str, extension: str) -> Happening | None:
        """The caller goes on to an extension without the operator; the PBX tells of it only as of any leg that moves."""
        call = self.world.calls.get(call_id)
        if call:
            send_on(self.world, call, extension)
            pick_up_ring(self.world, call)
        return self._happening()

    def muted(self, call_id: str, muted: bool) -> Happening | None:
        """The operator of a call is not heard any more, or again; the PBX tells nothing of it but that it was done."""
        call = self.world.calls.get(call_id)
        if call:
            call.muted = muted
            self.world.touch(call)
        return self._happening()

    def parted(self) -> tuple[str, ...]:
        """Return the telephones at which an operator has spoken and no queue has told so, each once.

        That is in a call that a colleague had handed to them, or in one that was over before there was a link again.
        """
        told = tuple(self.world.parted)
        self.world.parted.clear()
        return told

    def left_behind(self) -> tuple[str, ...]:
        """Return the names of legs that a three-party call has left alone in its conference, or ringing to join it, each once."""
        channels, left = self.world.channels, self.world.left_behind
        found: list[str] = []
        for uid, room in tuple(left.items()):
            leg = channels.get(uid)
            alone = leg is not None and leg.bridge in ({room} if room else {leg.bridge}) and len(channels.together(leg.bridge)) == 1
            if leg and (alone or not leg.up):
                found.append(leg.name)
            if leg is None or alone or not leg.up or (room and leg.bridge not in {"", room}):
                del left[uid]
        return tuple(found)

    def call(self, call_id: str) -> Call | None:
        return self.world.calls.get(call_id)

    def named(self, name: str) -> Channel | None:
        return self.world.channels.named(name)

    def _apply(self, message: Message) -> None:
        world = self.world
        event = message.get("Event")
        told = moment(message.get("Timestamp"))
        world.now = told + self.astray if told else world.now
        for prefix in ("", "Dest"):
            self._see(message, prefix, event in _MAKING)
        world.note_variables(message)
        for key in ("Interface", "Device"):
            if key in message:
                world.seats.add(message[key])
        handler = _HANDLERS.get(event)
        if handler:
            handler(world, message)

    def _see(self, message: Message, prefix: str, making: bool) -> None:
        uid = message.get(f"{prefix}Uniqueid")
        if making or self.world.channels.get(uid):
            channel = self.world.channels.see(message, prefix)
            if channel:
                self.world.attach(channel)
                self.world.seats.add(channel.name.rpartition("-")[0])
        call = self.world.call_of(self.world.channels.get(uid)) or self.world.calls.get(uid)
        if call:
            self.world.touch(call)

    def _happening(self) -> Happening | None:
        world = self.world
        rows = list(world.ended)
        for call_id in world.touched:
            call = world.calls.get(call_id)
            if call is None:
                self._told.pop(call_id, None)
                continue
            row = call.row(world.channels)
            if row != self._told.get(call_id):
                self._told[call_id] = row
                rows.append(row)
            world.seats |= call.seats()
        seats = [seat for interface in sorted(world.seats) if (seat := self._seats.look(world, interface))]
        self._clear()
        return Happening(calls=tuple(rows), seats=tuple(seats)) if rows or seats else None

    def _clear(self) -> None:
        self.world.ended.clear()
        self.world.touched.clear()
        self.world.seats.clear()


def moment(text: str) -> float:
    """Return the time of a ``Timestamp``, 0 where it is none."""
    try:
        seconds = float(text)
    except ValueError:
        return 0.0
    return seconds if 0.0 < seconds < _LATEST else 0.0
