"""After a connection: what the PBX has now, against what was known before. Pure.

The lists do not say whether a caller is held or whom an operator consults: of a call that was known, that stays as it was. When a call was
answered of which that was not told, is put together from how long it waited, where the PBX says so (``QEHOLDTIME``), or else from how long
the leg of whoever took it up has been there.

The lists are made one after the other, while calls go on. A leg that is told of after the connection and not to have ended is there, though
it may have come too late for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from models.records.call import Direction, EndReason
from models.records.catalogue import Line
from sync.server.ami.message import Message
from sync.server.asterisk.calls import Call
from sync.server.asterisk.channels import CONFERENCE, Channel
from sync.server.asterisk.consulting import after_silence
from sync.server.asterisk.handing import operator_leg, part, ring_on, seat_of, take, taken_up
from sync.server.asterisk.world import Dialled, World, number_of

QUEUE = "QUEUENAME"
WAITED = "QEHOLDTIME"
_LONGEST = 7 * 86_400
"""Seconds after which the age of a leg is garbled."""


@dataclass(frozen=True)
class Lists:
    """What the PBX has: its legs, and who waits, by their unique ids. ``fresh`` are legs that are there whether they are listed or not."""

    legs: Mapping[str, Message]
    waiting: Mapping[str, Message]
    fresh: AbstractSet[str]

    def age(self, uid: str) -> float:
        """Return for how many seconds a leg has been there, 0 where it came after the list."""
        return _seconds(self.legs[uid].get("Seconds")) if uid in self.legs else 0.0

    def queues(self, caller: Channel) -> bool:
        """Say whether a caller is still with the queue: listed as waiting, on the way in, or on the way to an operator."""
        if caller.uid in self.waiting or caller.uid in self.fresh:
            return True
        return not caller.bridge and self.legs[caller.uid].get("Application") == "Queue"

    def waited(self, uid: str) -> str:
        """Return how many seconds a caller had waited when the queue gave them to an operator, '' where it has not or does not say."""
        return _said(self.legs[uid]).get(WAITED, "") if uid in self.legs else ""

    def answered(self, call: Call, other: Channel, now: float) -> float:
        """Return when a call was answered by a leg that has it now."""
        waited = self.waited(call.id) if call.direction is Direction.IN else ""
        return call.queued_at + _seconds(waited) if waited else now - self.age(other.uid)


def reconcile(world: World, members: Sequence[Message], channels: Sequence[Message], fresh: AbstractSet[str] = frozenset()) -> None:
    """Make the world what the lists say; ``world.now`` is when they were made, ``fresh`` names legs that are there by what was told."""
    world.members.clear()
    for message in members:
        if message.get("Event") == "QueueMember":
            world.members.see(message)
    lists = Lists(
        {uid: message for message in channels if (uid := message.get("Uniqueid"))},
        {uid: message for message in members if message.get("Event") == "QueueEntry" and (uid := message.get("Uniqueid"))},
        fresh,
    )
    world.channels.keep({*lists.legs, *fresh})
    for wanted in world.doubtful:
        if wanted.id in lists.legs and wanted.id in world.dialled:
            world.dial(wanted, world.since(lists.age(wanted.id)))
    for message in channels:
        _see(world, message)
    for call in tuple(world.calls.values()):
        _look_again(world, call, lists)
    for uid, entry in lists.waiting.items():
        _waits(world, uid, entry)
    for uid, message in lists.legs.items():
        _talks(world, uid, message, lists)
    for message in channels:
        world.note_variables(message)
    for call in world.calls.values():
        if call.caller in lists.legs:
            call.mixed = lists.legs[call.caller].get("Application") == CONFERENCE
    for wanted in world.doubtful:
        if wanted.id in world.dialled:
            world.end(world.dial(wanted, world.silent_from), EndReason.LINK_LOST)
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


def _look_again(world: World, call: Call, lists: Lists) -> None:
    """Bring a call that was known up to now: it is gone, or goes on as the same."""
    call.rings = {uid: ring for uid, ring in call.rings.items() if world.channels.get(uid)}
    call.legs = {uid: None for uid in call.legs if world.channels.get(uid)}
    call.wish = call.unmet = None
    if call.second and not world.channels.get(call.second):
        call.second = ""
    caller, agent = world.channels.get(call.caller), world.channels.get(call.agent)
    after_silence(call, world.channels)
    if call.answered_at:
        if caller and not agent:
            _without_operator(world, call, caller)
        elif not caller and (not agent or call.direction is Direction.IN):
            world.end(call, EndReason.LINK_LOST)
    elif call.direction is Direction.OUT:
        _rung(world, call, agent, lists)
    elif caller is None:
        world.end(call, EndReason.LINK_LOST)
    elif taken := _operator_leg(world, caller, lists):
        _take_up(world, call, caller, taken, lists)
    elif caller.uid not in lists.waiting and lists.waited(caller.uid):
        world.answer(call, about=lists.answered(call, caller, world.now))
        _without_operator(world, call, caller)
    elif not lists.queues(caller):
        world.end(call, EndReason.LINK_LOST)


def _operator_leg(world: World, caller: Channel, lists: Lists) -> Channel | None:
    """Return the leg of the operator who speaks with a caller, is about to or has just done so, or asks somebody while the caller waits.

    Of two such legs the older one: whoever is asked was rung later.
    """
    leg = operator_leg(world, caller)
    if leg or len(world.channels.together(caller.bridge)) > 1 or not lists.waited(caller.uid):
        return leg
    linked = [one for one in world.channels if one.linked == caller.uid and one.up and seat_of(world, one)]
    return max(linked, key=lambda one: lists.age(one.uid), default=None)


def _take_up(world: World, call: Call, caller: Channel, leg: Channel, lists: Lists) -> None:
    """An operator has a call of whose answer nothing was told; where they are apart from the caller, other legs are of whom they ask."""
    taken_up(world, call, leg, lists.answered(call, leg, world.now))
    if caller.bridge and leg.bridge != caller.bridge:
        call.legs.update((one.uid, None) for one in world.channels if one.call == call.id and one.uid not in {caller.uid, leg.uid})


def _rung(world: World, call: Call, agent: Channel | None, lists: Lists) -> None:
    """A call that we dialled and that was not answered when it was heard of last."""
    if agent is None:
        world.end(call, EndReason.LINK_LOST)
        return
    other = next((one for one in world.channels.together(agent.bridge) if one.uid != agent.uid), None)
    if other:
        call.caller = other.uid
        world.answer(call, about=lists.answered(call, other, world.now))
    elif not world.channels.get(call.caller):
        call.caller = next((one.uid for one in world.channels if one.call == call.id and one.uid != agent.uid), "")


def _without_operator(world: World, call: Call, caller: Channel) -> None:
    """The operator's leg of a call that was answered is gone, or was (it had been sent on): perhaps a colleague has it, or is rung."""
    taken = operator_leg(world, caller)
    colleague = seat_of(world, taken) if taken else None
    others = (one for one in world.channels if one.linked == caller.linked and one.uid not in {caller.uid, call.agent, call.former})
    rings = [one for one in others if seat_of(world, one)]
    if taken and colleague:
        if call.agent:
            part(world, call)
        take(world, call, taken, colleague)
    elif call.goes_on(world.channels):
        world.end(call, EndReason.TRANSFER)
    elif rings:
        if call.agent:
            part(world, call)
        for leg in rings:
            ring_on(world, call, leg)
    elif call.agent or caller.bridge:
        world.end(call, EndReason.LINK_LOST)


def _waits(world: World, uid: str, entry: Message) -> None:
    """Somebody waits in a queue: a call that was known, or one that came while there was no link."""
    line = world.plan.line(entry.get("Queue"))
    if line is None or world.done(uid):
        return
    call = world.calls.get(uid)
    if call is None:
        call = Call(uid, Direction.IN, line, number_of(entry), world.since(_seconds(entry.get("Wait"))), caller=uid)
        world.begin(call)
    if call.answered_at:
        return
    call.rings = {}
    for channel in world.channels:
        member = world.members.get(channel.name.rpartition("-")[0])
        if channel.linked == uid and channel.uid != uid and member and not channel.up:
            call.rings[channel.uid] = (member.interface, member.operator)


def _talks(world: World, uid: str, message: Message, lists: Lists) -> None:
    """A leg that belongs to no call yet: perhaps that of a caller, or an operator's who dialled."""
    channel = world.channels.get(uid)
    if channel is None or channel.call or world.done(uid) or uid in world.calls:
        return
    begun = world.now - lists.age(uid)
    if channel.linked == uid and uid.startswith(f"{world.plan.prefix}-"):
        _dialled(world, channel, begun, lists)
        return
    # Where the caller has left the queue's application (for a conference, a colleague), the dial plan says which queue it was.
    queues = message.get("Application") == "Queue"
    queue = message.get("Data").partition(",")[0] if queues else _said(message).get(QUEUE, "")
    line = world.plan.line(queue)
    leg = _operator_leg(world, channel, lists)
    if line is None or (leg is None and (channel.bridge or not queues)):
        return
    call = Call(uid, Direction.IN, line, number_of(message), begun, caller=uid)
    world.begin(call)
    # A caller who neither waits nor speaks is on the way to an operator, or from one to another.
    if leg:
        _take_up(world, call, channel, leg, lists)
    elif lists.waited(uid):
        world.answer(call, about=lists.answered(call, channel, world.now))
        _without_operator(world, call, channel)


def _dialled(world: World, channel: Channel, begun: float, lists: Lists) -> None:
    """Find a call again that was dialled before the gateway was started anew: its name says for whom and on which line."""
    line, operator = (*channel.uid.removeprefix(f"{world.plan.prefix}-").split("-"), "")[:2]
    if line not in set(Line) or not operator.isdecimal():
        return
    extension = world.plan.extension(channel.name)
    dialled = Dialled(id=channel.uid, operator=int(operator), extension=extension, number=channel.exten, line=Line(line), case="")
    call = world.dial(dialled, begun)
    other = next((one for one in world.channels.together(channel.bridge) if one.uid != channel.uid), None)
    if other:
        call.caller = other.uid
        world.answer(call, about=lists.answered(call, other, world.now))


def _said(message: Message) -> dict[str, str]:
    """Return the variables that a list gives of a leg."""
    return dict(text.partition("=")[::2] for text in message.all("Variable"))


def _seconds(text: str) -> float:
    """Return a number of seconds, 0 where it is none."""
    try:
        seconds = float(text)
    except ValueError:
        return 0.0
    return seconds if 0.0 <= seconds <= _LONGEST else 0.0
