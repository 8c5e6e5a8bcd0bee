"""What queues tell: callers who wait, telephones that ring, operators who take a call. Pure handlers of one message each."""

from __future__ import annotations

from models.records.call import Direction, EndReason
from sync.server.ami.message import Message
from sync.server.asterisk.calls import Call
from sync.server.asterisk.handing import hand_on
from sync.server.asterisk.plan import operator_of
from sync.server.asterisk.world import World, number_of

_LONGEST = 7
"""A number of seconds with so many digits is garbled."""


def join(world: World, message: Message) -> None:
    """A caller begins to wait; where they waited in another queue before, the wait goes on, on the line of the new one.

    One whom a colleague did not take up waits again as the same call.
    """
    line = world.plan.line(message.get("Queue"))
    uid = message.get("Uniqueid")
    if line is None or not uid or world.done(uid):
        return
    call = world.calls.get(uid)
    if call is None:
        world.begin(Call(uid, Direction.IN, line, number_of(message), world.now, caller=uid))
    else:
        call.line = line
        world.touch(call)


def abandon(world: World, message: Message) -> None:
    call = world.heard(message) or _unheard(world, message, _whole(message, "HoldTime"))
    if call and not (call.agent or call.interface):
        world.end(call, EndReason.ABANDONED)


def ring(world: World, message: Message) -> None:
    """A call rings at a telephone."""
    call = world.heard(message)
    leg = message.get("DestUniqueid")
    if call is None or not leg or call.agent or call.interface:
        return
    interface = message.get("Interface")
    call.rings[leg] = (interface, operator_of(message.get("MemberName")) or _operator_at(world, interface))
    world.touch(call)


def connect(world: World, message: Message) -> None:
    """An operator has taken the call up; before both legs are in a bridge."""
    call = world.heard(message) or _unheard(world, message, _whole(message, "HoldTime"))
    if call is None:
        return
    _given(world, call, message)
    # What a queue says from now on of a caller who was sent back to it is about the second wait.
    call.about = call.about and not call.answered_at
    call.handed = False
    world.answer(call)


def complete(world: World, message: Message) -> None:
    """The operator's part is over, and why: ``caller``, ``agent`` or ``transfer``; and how long it was, where the answer was not told."""
    waited, talked = _whole(message, "HoldTime"), _whole(message, "TalkTime")
    known = world.heard(message)
    call = known or _unheard(world, message, waited + talked)
    if call is None:
        return
    if not call.answered_at and not call.agent:
        _given(world, call, message)
    if not call.answered_at or (call.about and "HoldTime" in message):
        call.answered_at = 0.0
        world.answer(call, about=call.queued_at + waited if known else world.since(talked))
    why = message.get("Reason")
    agent = message.get("DestUniqueid")
    if agent and agent != call.agent:
        return
    if why == "transfer" or (why == "agent" and call.goes_on(world.channels)):
        hand_on(world, call)
    else:
        world.end(call, call.ended_by(EndReason.CALLER if why == "caller" else EndReason.OPERATOR))


def member(world: World, message: Message) -> None:
    world.members.see(message)


def member_left(world: World, message: Message) -> None:
    world.members.leave(message)


def device(world: World, message: Message) -> None:
    world.members.device(message)


def _whole(message: Message, key: str) -> float:
    """Return a number of whole seconds, 0 where it is none."""
    text = message.get(key)
    return float(text) if text.isdecimal() and len(text) < _LONGEST else 0.0


def _unheard(world: World, message: Message, ago: float) -> Call | None:
    """Return a call of which the queue tells for the first time, since it began so many seconds ago, while there was no link."""
    line, uid = world.plan.line(message.get("Queue")), message.get("Uniqueid")
    if line is None or not uid or world.done(uid):
        return None
    call = Call(uid, Direction.IN, line, number_of(message), world.since(ago), caller=uid)
    world.begin(call)
    return call


def _given(world: World, call: Call, message: Message) -> None:
    """Note to whom the queue has given a call."""
    call.interface = message.get("Interface") or call.interface
    call.operator = operator_of(message.get("MemberName")) or _operator_at(world, call.interface)
    call.agent = message.get("DestUniqueid") or call.agent
    world.touch(call)
    call.rings.clear()


def _operator_at(world: World, interface: str) -> int:
    known = world.members.get(interface)
    return known.operator if known else 0


HANDLERS = {
    "QueueCallerJoin": join,
    "QueueCallerAbandon": abandon,
    "AgentCalled": ring,
    "AgentConnect": connect,
    "AgentComplete": complete,
    "QueueMemberAdded": member,
    "QueueMemberStatus": member,
    "QueueMemberPause": member,
    "QueueMemberPenalty": member,
    "QueueMemberRemoved": member_left,
    "DeviceStateChange": device,
}
