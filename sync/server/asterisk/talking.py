"""What legs tell: they ring, speak, wait with music, change bridges, are transferred and end. Pure handlers of one message each."""

from __future__ import annotations

from models.records.call import Direction, EndReason
from sync.server.ami.message import Message
from sync.server.asterisk import consulting
from sync.server.asterisk.calls import Call
from sync.server.asterisk.channels import CONFERENCE, Channel
from sync.server.asterisk.handing import hand_on, operator_leg, ring_on, seat_of, send_on, take, taken_up
from sync.server.asterisk.reasons import at_home, outside
from sync.server.asterisk.world import World


def appear(world: World, message: Message) -> None:
    """A leg begins: one that we have asked for, a second line of a telephone that is in a call, or a part of a call that there is."""
    channel = world.channels.get(message.get("Uniqueid"))
    if channel is None:
        return
    wanted = world.dialled.get(channel.uid)
    if wanted:
        world.dial(wanted)
    world.attach(channel)
    if not channel.call and channel.linked == channel.uid and message.get("ChannelStateDesc") == "Ring":
        _second_line(world, channel)


def _second_line(world: World, channel: Channel) -> None:
    interface = channel.name.rpartition("-")[0]
    call = next((one for one in world.calls.values() if one.interface == interface and one.answered_at), None)
    if call and not call.second:
        channel.call, call.second = call.id, channel.uid
        world.link(channel.uid, call)
        world.touch(call)


def ring_out(world: World, message: Message) -> None:
    """Somebody is rung: in a call that we dialled, the citizen; in one that was sent on, perhaps a colleague."""
    call = world.heard(message)
    leg = world.channels.get(message.get("DestUniqueid"))
    if call and call.answered_at and leg:
        consulting.rings(call)
        ring_on(world, call, leg)
    if call and call.direction is Direction.OUT and not call.answered_at and message.get("Uniqueid") == call.agent:
        call.caller, call.failure = message.get("DestUniqueid"), ""


def rings_there(world: World, message: Message) -> None:
    """The telephone of whom is rung has said that it rings; its leg may not be shown so."""
    leg = world.channels.get(message.get("DestUniqueid"))
    if leg and message.get("DialStatus") == "RINGING":
        leg.rings = True


def rung_out(world: World, message: Message) -> None:
    """A ring ends. One ring may be told to have ended twice; what it ended with the first time is what counts."""
    leg = message.get("DestUniqueid")
    call = world.heard(message) or world.call_of(world.channels.get(leg))
    if call is None:
        return
    status = message.get("DialStatus")
    taken = world.channels.get(leg) if leg in call.rings and call.answered_at and status == "ANSWER" else None
    colleague = seat_of(world, taken) if taken else None
    if taken and colleague:
        take(world, call, taken, colleague)
        return
    consulting.rung(call, status, world.channels.get(leg))
    if status != "ANSWER" and leg in call.rings:
        caller = world.channels.get(call.caller)
        if caller is None or not caller.left:
            # Where the caller has hung up, the call is about to end, and does not wait again for that moment.
            del call.rings[leg]
        return
    if call.direction is Direction.IN or call.answered_at or message.get("Uniqueid") != call.agent:
        return
    if status == "ANSWER":
        call.caller = leg or call.caller
        world.answer(call)
    elif leg == call.caller and not call.failure:
        call.failure = status


def originated(world: World, message: Message) -> None:
    """Whether the operator's telephone was taken up; a call of which no leg ever came is over by it."""
    wanted = world.dialled.get(message.get("Uniqueid"))
    if wanted and message.get("Response") == "Failure":
        world.end(world.dial(wanted), EndReason.FAILED)


def hold(world: World, message: Message) -> None:
    """The operator's telephone holds (or takes back) the caller, or the caller hears music (no more)."""
    call = world.heard(message)
    if call is None or not call.answered_at:
        return
    began = message.get("Event") in {"Hold", "MusicOnHoldStart"}
    whose = call.caller if message.get("Event").startswith("Music") else call.agent
    if message.get("Uniqueid") != whose:
        return
    if began:
        consulting.begun(call)
    else:
        consulting.back(call)
    call.held = began


def enter(world: World, message: Message) -> None:
    """A leg can be heard by others. Whose answer was told before there was a link, is answered by that."""
    channel = world.channels.get(message.get("Uniqueid"))
    bridge = message.get("BridgeUniqueid")
    if channel and bridge:
        for call in _calls_around(world, channel, bridge):
            world.touch(call)
        world.channels.enter(channel, bridge)
        entered = world.call_of(channel)
        if entered and channel.uid == entered.caller:
            entered.mixed = message.get("BridgeCreator") == CONFERENCE
        if entered and not entered.answered_at:
            _met(world, entered, channel)
        elif entered and not entered.agent:
            _met_again(world, entered)


def leave(world: World, message: Message) -> None:
    """A leg cannot be heard any more. It was, so that its call was answered; where that was not told, it was while there was no link."""
    channel = world.channels.get(message.get("Uniqueid"))
    bridge = message.get("BridgeUniqueid")
    if channel and bridge:
        untold = not channel.bridge
        if untold:
            world.channels.enter(channel, bridge)
        for call in _calls_around(world, channel, bridge):
            world.touch(call)
            if not call.answered_at:
                _met(world, call, channel, world.silent_from)
            elif untold and not call.agent and channel.uid != call.former and (colleague := seat_of(world, channel)):
                take(world, call, channel, colleague)
        world.channels.leave(channel, bridge)


def _met_again(world: World, call: Call) -> None:
    """Somebody is in a bridge in a call that was sent on: where the colleague is with the caller, they have it."""
    caller = world.channels.get(call.caller)
    leg = operator_leg(world, caller) if caller else None
    colleague = seat_of(world, leg) if leg else None
    if leg and colleague:
        take(world, call, leg, colleague)


def _met(world: World, call: Call, channel: Channel, about: float | None = None) -> None:
    """A leg of a call that was not answered is, or was, in a bridge with another one."""
    if call.direction is Direction.OUT:
        others = world.channels.together(channel.bridge)
        other = next((one for one in (*others, channel) if one.uid != call.agent), None)
        if other and (about is not None or len(others) > 1):
            call.caller = other.uid
            world.answer(call, about)
        return
    caller = world.channels.get(call.caller)
    leg = channel if channel.uid != call.caller else operator_leg(world, channel)
    if leg and caller and (about is not None or leg.bridge == caller.bridge):
        taken_up(world, call, leg, about)


def _calls_around(world: World, channel: Channel, bridge: str) -> list[Call]:
    calls = (world.call_of(one) for one in (channel, *world.channels.together(bridge)))
    return [call for call in calls if call]


def transferred(world: World, message: Message) -> None:
    """A transfer has been tried; only a success makes it one, and one into a conference keeps the operator in."""
    uids = ("OrigTransfererUniqueid", "SecondTransfererUniqueid", "TransfererUniqueid", "TransfereeUniqueid", "TransferTargetUniqueid")
    legs = (world.channels.get(message.get(key)) for key in uids)
    call = next((one for leg in legs if (one := world.call_of(leg))), None)
    if call is None or message.get("Result") != "Success" or message.get("DestType") == "Threeway":
        return
    world.answer(call, about=world.silent_from)
    if message.get("Event") == "BlindTransfer":
        # Whoever has sent the call on may be told to have done so once more, when a colleague has it.
        if message.get("TransfererUniqueid") != call.former or call.agent in {"", call.former}:
            send_on(world, call, message.get("Extension"))
    else:
        hand_on(world, call)


def left(world: World, message: Message) -> None:
    """The far end of a leg has hung up or refused (the PBX's own wish to end one is told by another event)."""
    channel = world.channels.get(message.get("Uniqueid"))
    if channel:
        channel.left = True


def end(world: World, message: Message) -> None:
    """A leg has ended, and perhaps the call with it."""
    channel = world.channels.get(message.get("Uniqueid"))
    if channel is None:
        return
    call = world.call_of(channel)
    if call:
        _end_leg(world, call, channel, message.get("Cause"))
        call.legs.pop(channel.uid, None)
        call.rings.pop(channel.uid, None)
        call.second = "" if call.second == channel.uid else call.second
        world.touched[call.id] = None
    world.invited.pop(channel.uid, None)
    world.channels.gone(channel.uid)


def _end_leg(world: World, call: Call, channel: Channel, cause: str) -> None:
    agent, caller = world.channels.get(call.agent), world.channels.get(call.caller)
    if not call.answered_at:
        if call.direction is Direction.OUT and channel.uid == call.agent:
            why = outside(call.failure, channel.left, cause) if channel.up else at_home(channel.left, cause)
            world.end(call, call.ended_by(why))
        elif call.direction is Direction.IN and channel.uid == call.caller:
            world.end(call, EndReason.ABANDONED if channel.left else EndReason.NO_ANSWER)
        return
    if channel.uid == call.caller and not call.agent and not call.interface:
        # It was sent on, and nobody took it up.
        world.end(call, EndReason.ABANDONED if channel.left else EndReason.NO_ANSWER)
    elif channel.uid == call.agent and call.goes_on(world.channels):
        hand_on(world, call)
    elif channel.uid in {call.agent, call.caller}:
        known = EndReason.OPERATOR if agent and agent.left else EndReason.CALLER if caller and caller.left else EndReason.FAILED
        world.end(call, call.ended_by(known))


HANDLERS = {
    "Newchannel": appear,
    "DialBegin": ring_out,
    "DialState": rings_there,
    "DialEnd": rung_out,
    "OriginateResponse": originated,
    "Hold": hold,
    "Unhold": hold,
    "MusicOnHoldStart": hold,
    "MusicOnHoldStop": hold,
    "BridgeEnter": enter,
    "BridgeLeave": leave,
    "AttendedTransfer": transferred,
    "BlindTransfer": transferred,
    "HangupRequest": left,
    "Hangup": end,
}
