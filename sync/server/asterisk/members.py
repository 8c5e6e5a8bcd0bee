"""Who sits at which telephone and is on a break: the members of our queues. Pure: messages in, nothing out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sync.server.ami.message import Message
from sync.server.asterisk.plan import PbxPlan, operator_of

OFFLINE_STATUS = {"4", "5"}
"""The device states INVALID and UNAVAILABLE as a queue numbers them."""

OFFLINE_STATE = {"INVALID", "UNAVAILABLE"}
LOGOUT = "logout"
"""The reason of the pause that goes before leaving the queues: whoever could not leave after all counts as logged out."""

MOST_MEMBERS = 2_000


@dataclass(slots=True)
class Member:
    """A telephone in our queues.

    ``paused`` has the reason of the break in each queue, None in one that it takes calls of; empty where the operator has left them all.
    ``fixed`` says that the PBX has it in its files, so that it cannot leave. ``rests`` is when its last break began (PBX's clock, whole
    seconds), 0 where that is not known.
    """

    interface: str
    operator: int
    offline: bool = False
    fixed: bool = False
    rests: float = 0.0
    paused: dict[str, str | None] = field(default_factory=dict)

    @property
    def out(self) -> bool:
        """Whether nobody sits there: out of every queue, or on the way out."""
        return not self.paused or LOGOUT in self.paused.values()

    @property
    def reason(self) -> str | None:
        """Return why no call comes, None where one may: a break in one queue is a break."""
        return next((reason for reason in self.paused.values() if reason is not None), None)


class Members:
    """The members of our queues by their interface."""

    def __init__(self, plan: PbxPlan) -> None:
        self._plan = plan
        self._all: dict[str, Member] = {}

    def __iter__(self) -> Iterator[Member]:
        return iter(tuple(self._all.values()))

    def get(self, interface: str) -> Member | None:
        return self._all.get(interface)

    def of(self, operator: int) -> Member | None:
        """Return the telephone that an operator has logged in at."""
        return next((member for member in self._all.values() if operator and member.operator == operator and not member.out), None)

    def see(self, message: Message) -> None:
        """Take what an event or a list says of a member (the list has other keys for the same)."""
        interface = message.get("Interface") or message.get("Location")
        queue = message.get("Queue")
        if not interface or self._plan.line(queue) is None or (interface not in self._all and len(self._all) >= MOST_MEMBERS):
            return
        operator = operator_of(message.get("MemberName") or message.get("Name"))
        member = self._all.setdefault(interface, Member(interface, operator))
        member.operator = operator or member.operator
        if "Status" in message:
            member.offline = message.get("Status") in OFFLINE_STATUS
        if "Membership" in message:
            member.fixed = message["Membership"] == "static"
        if "LastPause" in message:
            member.rests = float(since) if (since := message["LastPause"]).isascii() and since.isdigit() and len(since) < 12 else 0.0
        if "Paused" in message:
            member.paused[queue] = message.get("PausedReason") if message.get("Paused") == "1" else None

    def leave(self, message: Message) -> None:
        """A member leaves a queue; in none of ours, nobody sits there any more."""
        self.see(message)
        member = self._all.get(message.get("Interface"))
        if member is not None:
            member.paused.pop(message.get("Queue"), None)

    def device(self, message: Message) -> None:
        """Take the state of a device, which is told even before that of the members that it is."""
        member = self._all.get(message.get("Device"))
        if member is not None:
            member.offline = message.get("State") in OFFLINE_STATE

    def clear(self) -> None:
        self._all.clear()
