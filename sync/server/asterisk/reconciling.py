"""After a connection: what the PBX has now, against what was known before. Pure.

The lists do not say whether a caller is held, whom an operator consults, or when a call was answered: of a call that was known, that stays
as it was; of one that is new to us, it is put together from how long its legs have been there.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.records.call import Direction, EndReason
from models.records.catalogue import Line
from sync.server.ami.message import Message
from sync.server.asterisk.calls import Call
from sync.server.asterisk.channels import Channel
from sync.server.asterisk.handing import seat_of, take
from sync.server.asterisk.world import Dialled, World, number_of

QUEUE = "QUEUENAME"
WAITED = "QEHOLDTIME"
_LONGEST = 7 * 86_400
"""Seconds after which the age of a leg is garbled."""


def reconcile(world: World, members: Sequence[Message], channels: Sequence[Message]) -> None:
    """Make the world what the lists say; ``world.now`` is when they were made."""
    world.members.clear()
    for message in members:
        if message.get("Event") == "QueueMember":
            world.members.see(message)
    listed = {uid: message for message in channels if (uid := message.get("Uniqueid"))}
    world.channels.keep(set(listed))
    for wanted in world.doubtful:
        if wanted.id in listed:
            world.dial(wanted)
    for message in channels:
        _see(world, message)
    waiting = {message.get("Uniqueid"): message for message in members if message.get("Event") == "QueueEntry"}
    for call in tuple(world.calls.values()):
        _look_again(world, call, waiting)
    for uid, entry in waiting.items():
        _waits(world, uid, entry)
    for uid, message in listed.items():
        _talks(world, uid, message)
    for message in channels:
        world.note_variables(message)
    for wanted in world.doubtful:
        if wanted.id not in listed and wanted.id not in world.calls and not world.done(wanted.id):
            world.end(world.dial(wanted), EndReason.LINK_LOST)
    world.doubtful.clear()


def _see(world: World, message: Message) -> None:
    channel = world.channels.see(message)
    if channel is None:
        return
    bridge = message.get("BridgeID")
    if bridge:
        world.channels.enter(channel, bridge)
    else:
        world.channels.leave(channel, channel.bridge)
    world.attach(channel)


def _look_again(world: World, call: Call, waiting: dict[str, Message]) -> None:
    """Bring a call that was known up to now: it is gone, or goes on as the same."""
    call.rings = {uid: ring for uid, ring in call.rings.items() if world.channels.get(uid)}
    call.legs = {uid: None for uid in call.legs if world.channels.get(uid)}
    call.wish, call.wanted = None, ""
    if call.second and not world.channels.get(call.second):
        call.second = ""
    if call.direction is Direction.OUT:
        if not world.channels.get(call.agent):
            world.end(call, EndReason.LINK_LOST)
        return
    caller = world.channels.get(call.caller)
    if caller is None:
        world.end(call, EndReason.LINK_LOST)
    elif call.answered_at and not world.channels.get(call.agent):
        _without_operator(world, call, caller)
    elif not call.answered_at and call.id not in waiting:
        taken = _operator_leg(world, caller)
        if taken is None:
            world.end(call, EndReason.LINK_LOST)
        else:
            _taken(world, call, taken, world.now)


def _without_operator(world: World, call: Call, caller: Channel) -> None:
    """The operator's leg of a call that was answered is gone, or was (it had been sent on): perhaps a colleague has the call."""
    taken = _operator_leg(world, caller)
    colleague = seat_of(world, taken) if taken else None
    if taken and colleague:
        take(world, call, taken, colleague)
    elif call.goes_on(world.channels):
        world.end(call, EndReason.TRANSFER)
    elif call.agent or not call.rings:
        world.end(call, EndReason.LINK_LOST)


def _waits(world: World, uid: str, entry: Message) -> None:
    """Somebody waits in a queue: a call that was known, or one that came while there was no link."""
    line = world.plan.line(entry.get("Queue"))
    if line is None or not uid:
        return
    call = world.calls.get(uid)
    if call is None:
        call = Call(uid, Direction.IN, line, number_of(entry), world.now - _seconds(entry.get("Wait")), caller=uid)
        world.begin(call)
    call.rings = {}
    for channel in world.channels:
        member = world.members.get(channel.name.rpartition("-")[0])
        if channel.linked == uid and channel.uid != uid and member and not channel.up:
            call.rings[channel.uid] = (member.interface, member.operator)


def _talks(world: World, uid: str, message: Message) -> None:
    """A leg that belongs to no call yet: perhaps that of a caller, or an operator's who dialled."""
    channel = world.channels.get(uid)
    if channel is None or channel.call or world.done(uid) or uid in world.calls:
        return
    age = _seconds(message.get("Seconds"))
    begun = world.now - age
    if channel.linked == uid and uid.startswith(f"{world.plan.prefix}-"):
        _dialled(world, channel, begun)
        return
    said = dict(text.partition("=")[::2] for text in message.all("Variable"))
    # Where the caller has left the queue's application (for a conference, a colleague), the dial plan says which queue it was.
    queue = message.get("Data").partition(",")[0] if message.get("Application") == "Queue" else said.get(QUEUE, "")
    line = world.plan.line(queue)
    leg = _operator_leg(world, channel)
    if line is None or leg is None:
        return
    call = Call(uid, Direction.IN, line, number_of(message), begun, caller=uid)
    world.begin(call)
    _taken(world, call, leg, min(begun + _seconds(said.get(WAITED, "")), world.now))


def _operator_leg(world: World, caller: Channel) -> Channel | None:
    """Return the leg of an operator who speaks with a caller."""
    others = (one for one in world.channels.together(caller.bridge) if one.uid != caller.uid)
    return next((one for one in others if world.members.get(one.name.rpartition("-")[0])), None)


def _taken(world: World, call: Call, leg: Channel, when: float) -> None:
    member = world.members.get(leg.name.rpartition("-")[0])
    if member:
        call.rings.clear()
        call.agent, call.interface, call.operator, call.answered_at = leg.uid, member.interface, member.operator, when


def _dialled(world: World, channel: Channel, begun: float) -> None:
    """Find a call again that was dialled before the gateway was started anew: its name says for whom and on which line."""
    line, operator = (*channel.uid.removeprefix(f"{world.plan.prefix}-").split("-"), "")[:2]
    if line not in set(Line) or not operator.isdecimal():
        return
    extension = world.plan.extension(channel.name)
    call = world.dial(Dialled(id=channel.uid, operator=int(operator), extension=extension, number=channel.exten, line=Line(line), case=""))
    call.queued_at = begun
    other = next((one for one in world.channels.together(channel.bridge) if one.uid != channel.uid), None)
    if other:
        call.caller, call.answered_at = other.uid, begun


def _seconds(text: str) -> float:
    """Return a number of seconds, 0 where it is none."""
    try:
        seconds = float(text)
    except ValueError:
        return 0.0
    return seconds if 0.0 <= seconds <= _LONGEST else 0.0
