"""Who has a call: the operator who took it up, and what becomes of it when it is handed on, over for the hotline or a colleague's. Pure."""

from __future__ import annotations

from models.records.call import EndReason
from sync.server.asterisk.calls import Call, Sought
from sync.server.asterisk.channels import Channel
from sync.server.asterisk.members import Member
from sync.server.asterisk.world import World


def hand_on(world: World, call: Call) -> None:
    """Operator and call part, and the caller has somebody else: a colleague takes it over as the same call, else it has ended.

    A colleague who only rings may still not take it up: it is sent on to them as one that nobody has spoken for.
    """
    if call.sent and not call.agent:
        return
    legs = call.thirds(world.channels)
    for leg in legs:
        colleague = seat_of(world, leg)
        if colleague and leg.up and colleague.interface != call.interface:
            part(world, call)
            take(world, call, leg, colleague)
            return
    if any(leg.up and not leg.way for leg in legs):
        world.end(call, EndReason.TRANSFER)
        return
    rings = (world.plan.extension(leg.name) for leg in legs if not leg.up and seat_of(world, leg))
    send_on(world, call, call.wanted or next(rings, ""))
    pick_up_ring(world, call)


def send_on(world: World, call: Call, extension: str) -> None:
    """A call is sent to an extension without a word: it waits for a colleague there, or has ended for the hotline.

    Where the colleague does not take it up it is not lost: it waits in a queue again, or ends as one that nobody answered.
    """
    colleague = world.members.get(world.plan.interface(extension))
    if colleague is None or colleague.out or colleague.interface == call.interface:
        call.wanted = extension or call.wanted
        world.end(call, EndReason.TRANSFER)
        return
    part(world, call)
    call.sent, call.mixed = extension, False


def ring_on(world: World, call: Call, leg: Channel) -> None:
    """Somebody is rung for a call that was sent on."""
    colleague = seat_of(world, leg)
    if colleague and not call.agent:
        call.rings[leg.uid] = (colleague.interface, colleague.operator)
        world.touch(call)


def pick_up_ring(world: World, call: Call) -> None:
    """A call that was sent on rings, or is spoken at, where that began before it was known to be sent on."""
    for leg in [world.channels.get(uid) for uid in call.legs]:
        colleague = seat_of(world, leg) if leg and call.reason is None else None
        if leg and colleague and leg.up:
            take(world, call, leg, colleague)
            return
        if leg and colleague:
            ring_on(world, call, leg)


def take(world: World, call: Call, leg: Channel, colleague: Member) -> None:
    """A colleague speaks with the caller now."""
    call.rings.clear()
    call.legs.pop(leg.uid, None)
    call.ways = {uid for uid in call.legs if (way := world.channels.get(uid)) and way.way}
    call.agent, call.interface, call.operator, call.handed = leg.uid, colleague.interface, colleague.operator, True
    world.touch(call)


def taken_up(world: World, call: Call, leg: Channel, about: float | None = None) -> None:
    """An operator speaks with a caller who was waiting, now or since ``about``, and the queue has not told us so."""
    member = world.members.get(leg.name.rpartition("-")[0])
    if member:
        call.rings.clear()
        call.agent, call.interface, call.operator = leg.uid, member.interface, member.operator
        world.answer(call, about)


def operator_leg(world: World, caller: Channel) -> Channel | None:
    """Return the leg of an operator who speaks with a caller."""
    others = (one for one in world.channels.together(caller.bridge) if one.uid != caller.uid)
    return next((one for one in others if world.members.get(one.name.rpartition("-")[0])), None)


def seat_of(world: World, leg: Channel) -> Member | None:
    """Return the seat that a leg belongs to, None where it is nobody's who takes calls."""
    member = world.members.get(leg.name.rpartition("-")[0])
    return member if member and member.operator and not member.out else None


def part(world: World, call: Call) -> None:
    """An operator has a call no more, and nobody else has it so far."""
    world.touch(call)
    world.spoken(call)
    call.former = call.agent or call.former
    call.agent = call.second = call.interface = call.wanted = call.party = ""
    call.operator, call.wish, call.unmet, call.sought = 0, None, None, Sought.NOTHING
    call.held = call.muted = call.conference = False
