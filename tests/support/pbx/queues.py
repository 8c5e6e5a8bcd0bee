"""Queues: who waits, who is rung, and what the queue tells of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.pbx.dials import Dial
from tests.support.pbx.exchange import DOWN, Channel, Exchange, Fields
from tests.support.pbx.phones import Phone

CODES = {"NOT_INUSE": "1", "INUSE": "2", "BUSY": "3", "UNAVAILABLE": "5", "RINGING": "6", "RINGINUSE": "7", "ONHOLD": "8"}


@dataclass(eq=False)
class Member:
    """An agent of a queue."""

    interface: str
    name: str
    static: bool = True
    penalty: int = 0
    paused: bool = False
    reason: str = ""
    taken: int = 0
    last_call: int = 0
    last_pause: int = 0
    login: int = 0
    in_call: bool = False
    status: str = "1"

    def fields(self, listed: bool = False) -> Fields:
        """Return what events say of a member; in a list some keys are others."""
        said = [
            ("Name" if listed else "MemberName", self.name),
            ("Location" if listed else "Interface", self.interface),
            ("StateInterface", self.interface),
            ("Membership", "static" if self.static else "dynamic"),
            ("Penalty", str(self.penalty)),
            ("CallsTaken", str(self.taken)),
            ("LastCall", str(self.last_call)),
            ("LastPause", str(self.last_pause)),
            ("LoginTime", str(self.login)),
            ("InCall", str(int(self.in_call))),
            ("Status", self.status),
            ("Paused", str(int(self.paused))),
            ("PausedReason", self.reason),
            ("Ringinuse", "0"),
            ("Wrapuptime", "0"),
        ]
        return [(key, value) for key, value in said if not (listed and key == "Ringinuse")]


@dataclass(eq=False)
class Entry:
    """Somebody who waits."""

    queue: Queue
    caller: Channel
    joined: float
    original: int
    dial: Dial | None = None
    tried: set[str] = field(default_factory=set)


@dataclass(eq=False)
class QueueCall:
    """A call that a queue has given to an agent, until it is complete."""

    queue: Queue
    caller: Channel
    agent: Channel
    member: Member
    waited: int
    begun: float
    over: bool = False

    def complete(self, reason: str) -> None:
        """AgentComplete, once: ``caller``, ``agent`` or ``transfer``."""
        if self.over:
            return
        self.over = True
        exchange = self.queue.exchange
        now = exchange.clock.now()
        self.member.taken += 1
        self.member.last_call = int(now)
        self.member.in_call = False
        self.queue.completed += 1
        agent = self.agent.fields("Dest") if self.agent.name in exchange.channels else []
        length = [("HoldTime", str(self.waited)), ("TalkTime", str(int(now - self.begun)))]
        exchange.tell("AgentComplete", [*self.caller.fields(), *agent, *self.queue.about(self.member), *length, ("Reason", reason)])


class Queue:
    """A queue with the strategy ``leastrecent``; several who wait may be given away at the same time."""

    def __init__(self, exchange: Exchange, phones: Mapping[str, Phone], name: str) -> None:
        self.name = name
        self.exchange = exchange
        self.members: dict[str, Member] = {}
        self.entries: list[Entry] = []
        self.ring_seconds = 8.0
        self.retry_seconds = 1.0
        self.autopause = False
        """Whether a member that did not answer is paused, with the reason ``noanswer``."""
        self.full = False
        """Whether the PBX has no room for another member, and what it says then."""
        self.why = "Out of memory"
        self.completed = 0
        self.abandoned = 0
        self._phones = phones
        exchange.device_changed.append(self._device_changed)

    def join(self, caller: Channel, first: bool = False) -> Entry:
        """Put a caller at the end, or in front where they come ``first``."""
        place = 0 if first else len(self.entries)
        entry = Entry(self, caller, self.exchange.clock.now(), place + 1)
        self.entries.insert(place, entry)
        caller.part_of["entry"] = entry
        self._waiting()
        where = [("Queue", self.name), ("Position", str(entry.original)), ("Count", str(len(self.entries)))]
        self.exchange.tell("QueueCallerJoin", [*caller.fields(), *where])
        self.exchange.music(caller, True)
        self.soon()
        return entry

    def abandon(self, entry: Entry) -> None:
        """The caller hangs up while waiting; nobody is rung for it any more."""
        self.exchange.music(entry.caller, False)
        position = self.entries.index(entry) + 1
        self.abandoned += 1
        dial = entry.dial
        if dial is not None:
            dial.end("CANCEL")
            dial.finish("CANCEL")
        waited = [("OriginalPosition", str(entry.original)), ("HoldTime", str(int(self.exchange.clock.now() - entry.joined)))]
        self.exchange.tell("QueueCallerAbandon", [*entry.caller.fields(), ("Queue", self.name), ("Position", str(position)), *waited])
        if dial is not None:
            self.exchange.end(dial.dest, 0)
        self._leave(entry)
        if dial is not None:
            self.exchange.refresh(dial.dest.device)

    def about(self, member: Member) -> Fields:
        return [("Queue", self.name), ("Interface", member.interface), ("MemberName", member.name)]

    def tell_member(self, event: str, member: Member) -> None:
        self.exchange.tell(event, [("Queue", self.name), *member.fields()])

    def pause(self, member: Member, paused: bool, reason: str = "") -> None:
        member.paused, member.reason = paused, reason if paused else ""
        if paused:
            member.last_pause = int(self.exchange.clock.now())
        self.exchange.set_device(f"Queue:{self.name}_pause_{member.interface}", "INUSE" if paused else "NOT_INUSE")
        self._available()
        self.tell_member("QueueMemberPause", member)
        self.soon()

    def add(self, member: Member) -> None:
        member.login = int(self.exchange.clock.now())
        member.status = CODES[self.exchange.device_state(member.interface)]
        self.members[member.interface] = member
        if member.paused:
            member.last_pause = member.login
            self.exchange.set_device(f"Queue:{self.name}_pause_{member.interface}", "INUSE")
        self.tell_member("QueueMemberAdded", member)
        self._available()
        self.soon()

    def remove(self, member: Member) -> None:
        del self.members[member.interface]
        self.tell_member("QueueMemberRemoved", member)
        self.exchange.set_device(f"Queue:{self.name}_pause_{member.interface}", "NOT_INUSE")
        self._available()

    def soon(self, seconds: float = 0.0) -> None:
        """Look for members for those who wait, a little later."""
        self.exchange.clock.later(seconds, self._give_away)

    def _give_away(self) -> None:
        for entry in [entry for entry in self.entries if entry.dial is None]:
            free = [member for member in self.members.values() if member.status == "1" and not member.paused]
            untried = [member for member in free if member.interface not in entry.tried]
            if untried:
                self._ring(entry, min(untried, key=lambda member: (member.penalty, member.last_call)))

    def _ring(self, entry: Entry, member: Member) -> None:
        exchange, caller = self.exchange, entry.caller
        phone = self._phones[member.interface]
        extension = phone.extension
        agent = exchange.channel(
            phone.device, state=DOWN, number=extension, caller_name=extension, context="internal", exten="s", linked=caller
        )
        new = agent.fields("Dest")
        agent.exten, agent.connected, agent.connected_name = caller.exten, caller.number, caller.caller_name
        agent.application, agent.data = "AppQueue", "(Outgoing Line)"
        exchange.tell("AgentCalled", [*caller.fields(), *agent.fields("Dest"), *self.about(member)])
        dial = Dial(exchange, caller, agent, member.interface, lambda status: self._rung(entry, member, status))
        entry.dial = dial
        dial.begin(new)
        exchange.connected(caller, extension, extension)
        dial.ring(self.ring_seconds)
        exchange.connected(agent, caller.number, caller.caller_name)
        exchange.refresh(agent.device)
        dial.ringing()
        phone.called(dial)

    def _rung(self, entry: Entry, member: Member, status: str) -> None:
        dial, entry.dial = entry.dial, None
        assert dial is not None
        if status == "ANSWER":
            self._connect(entry, member, dial)
            return
        if status == "CANCEL":
            dial.end("CANCEL")
            return
        rejected = status == "BUSY"
        seconds = self.exchange.clock.now() - dial.begun
        missed = [*dial.parties(), *self.about(member), ("RingTime", str(int(seconds) * 1000))]
        if rejected:
            dial.end("NOANSWER")
            self.exchange.tell("AgentRingNoAnswer", missed)
        else:
            self.exchange.tell("AgentRingNoAnswer", missed)
            dial.end("NOANSWER")
            dial.end("CANCEL")
        self.exchange.end(dial.dest, dial.cause, dial.sip)
        entry.tried.add(member.interface)
        self.exchange.refresh(dial.dest.device)
        if self.autopause and not rejected:
            self.pause(member, True, "noanswer")
        self.soon(0.0 if rejected else self.retry_seconds)
        self.exchange.clock.later(self.retry_seconds, lambda: self._again(entry))

    def _again(self, entry: Entry) -> None:
        entry.tried.clear()
        self._give_away()

    def _connect(self, entry: Entry, member: Member, dial: Dial) -> None:
        exchange, caller, agent = self.exchange, entry.caller, dial.dest
        now = exchange.clock.now()
        call = QueueCall(self, caller, agent, member, round(now - entry.joined), now)
        member.in_call = True
        dial.end("ANSWER")
        exchange.music(caller, False)
        self._leave(entry)
        caller.part_of["call"] = agent.part_of["call"] = call
        for leg in (caller, agent):
            leg.variables |= {"QUEUENAME": self.name, "QEHOLDTIME": str(call.waited)}
        times = [("HoldTime", str(call.waited)), ("RingTime", str(round(now - dial.begun)))]
        exchange.tell("AgentConnect", [*caller.fields(), *agent.fields("Dest"), *self.about(member), *times])
        exchange.refresh(agent.device)
        exchange.bridge(agent, caller)

    def _leave(self, entry: Entry) -> None:
        position = self.entries.index(entry) + 1
        self.entries.remove(entry)
        entry.caller.part_of.pop("entry", None)
        self._waiting()
        place = [("Queue", self.name), ("Position", str(position)), ("Count", str(len(self.entries)))]
        self.exchange.tell("QueueCallerLeave", [*entry.caller.fields(), *place])

    def _waiting(self) -> None:
        self.exchange.set_device(f"Queue:{self.name}", "RINGING" if self.entries else "NOT_INUSE")

    def _available(self, silently: bool = False) -> None:
        free = any(member.status == "1" and not member.paused for member in self.members.values())
        self.exchange.set_device(f"Queue:{self.name}_avail", "NOT_INUSE" if free else "INUSE", silently)

    def _device_changed(self, device: str, state: str) -> None:
        member = self.members.get(device)
        if member is not None:
            before, member.status = member.status, CODES[state]
            self.tell_member("QueueMemberStatus", member)
            # The real one is silent about the end of a call here, and tells the beginning of the next all the same.
            self._available(silently=(before, member.status) == ("2", "1"))
            self.soon()
