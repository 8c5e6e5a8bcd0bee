"""What can be asked of a call system as things stand: the gateway decides by it, and a console knows at once what would be refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from models.records.call import CallRow, CallState, Capability, Direction, OperatorState, Refusal, Seat, Verb
from models.records.failure import BadInput
from models.rules.permissions import Permission
from models.rules.phone import normalise

EXTENSION = re.compile(r"[0-9]{1,16}")
"""What the number of a phone of the house looks like."""
DIALABLE = re.compile(r"\+?[0-9*#]{1,32}")
"""What a telephone dials, and nothing else may stand in an order for one."""

NEEDS: Mapping[Verb, Capability] = {
    Verb.ANSWER: Capability.ANSWER,
    Verb.HANG_UP: Capability.HANG_UP,
    Verb.HOLD: Capability.HOLD,
    Verb.RESUME: Capability.HOLD,
    Verb.CONSULT: Capability.CONSULT,
    Verb.COMPLETE_TRANSFER: Capability.CONSULT,
    Verb.CANCEL_TRANSFER: Capability.CONSULT,
    Verb.BLIND_TRANSFER: Capability.BLIND_TRANSFER,
    Verb.CONFERENCE_ADD: Capability.CONFERENCE,
    Verb.CONFERENCE_DROP: Capability.CONFERENCE,
    Verb.MUTE: Capability.MUTE,
    Verb.UNMUTE: Capability.MUTE,
    Verb.DIAL: Capability.DIAL,
}
"""What the call system must be able to do for a verb; the others are about the seat, and every call system has seats."""

PERMITS: Mapping[Verb, Permission | None] = {
    **dict.fromkeys(Verb, Permission.ACCEPT_CASES),
    Verb.DIAL: Permission.CALLBACK,
    Verb.LOGOUT: None,
}
"""What each verb asks for: taking calls belongs to those who take needs on. Everybody may leave, whatever became of their role."""

_SPEAKING = (CallState.CONNECTED, CallState.HELD, CallState.CONSULTING, CallState.CONFERENCE)
_STATES: Mapping[Verb, tuple[CallState, ...]] = {
    Verb.HANG_UP: (CallState.ALERTING, *_SPEAKING),
    Verb.HOLD: (CallState.CONNECTED,),
    Verb.RESUME: (CallState.HELD,),
    Verb.CONSULT: (CallState.CONNECTED, CallState.HELD),
    Verb.COMPLETE_TRANSFER: (CallState.CONSULTING,),
    Verb.CANCEL_TRANSFER: (CallState.CONSULTING,),
    Verb.BLIND_TRANSFER: (CallState.CONNECTED, CallState.HELD),
    Verb.CONFERENCE_ADD: (CallState.CONNECTED, CallState.HELD, CallState.CONSULTING),
    Verb.CONFERENCE_DROP: (CallState.CONFERENCE,),
    Verb.MUTE: _SPEAKING,
    Verb.UNMUTE: _SPEAKING,
}
"""The states of the own call in which each verb makes sense."""

OF_CALLS = frozenset((Verb.ANSWER, *_STATES))
"""The verbs that are about the call at the own seat."""

ONCE = frozenset((Verb.ANSWER, Verb.DIAL, Verb.CONSULT, Verb.BLIND_TRANSFER, Verb.CONFERENCE_ADD))
"""What must not be asked again before something came of it: it rings somebody."""

_COME_ABOUT: Mapping[Verb, tuple[CallState, ...]] = {
    Verb.ANSWER: _SPEAKING,
    Verb.HOLD: (CallState.HELD,),
    Verb.RESUME: (CallState.CONNECTED,),
    Verb.CONSULT: (CallState.CONSULTING,),
    Verb.CANCEL_TRANSFER: (CallState.CONNECTED,),
    Verb.CONFERENCE_ADD: (CallState.CONFERENCE,),
    Verb.CONFERENCE_DROP: (CallState.CONNECTED,),
}
"""The states of the own call by which it is seen that a verb was carried out."""

_SENDS = frozenset((Verb.CONSULT, Verb.BLIND_TRANSFER, Verb.CONFERENCE_ADD, Verb.COMPLETE_TRANSFER))
"""The verbs that bring a caller to another telephone, or keep one waiting for it."""
_NUMBERED = frozenset((Verb.CONSULT, Verb.BLIND_TRANSFER, Verb.CONFERENCE_ADD, Verb.DIAL))


def dialable(number: str) -> str:
    """Return the normalised form of a number that can be dialled, '' for everything else."""
    try:
        found = normalise(number)
    except BadInput:
        return ""
    return found if DIALABLE.fullmatch(found) else ""


def own_call(seat: Seat | None, calls: Mapping[str, CallRow]) -> CallRow | None:
    """Return the call that rings or talks at a seat. One that waits again is nobody's, though its seat may not have been told of yet."""
    call = calls.get(seat.call) if seat is not None and seat.call else None
    return call if call is not None and call.state is not CallState.QUEUED else None


def on_the_telephone(verb: Verb, seat: Seat | None) -> bool:
    """Tell whether somebody hangs up who speaks in no call of the hotline: asked by a colleague, or ringing somebody by hand."""
    return verb is Verb.HANG_UP and seat is not None and seat.state is OperatorState.ON_CALL and not seat.call


def came_about(verb: Verb, call: CallRow | None) -> bool:
    """Tell by the call at the own seat whether what was asked for, and perhaps done, is seen to have been done."""
    match verb:
        case Verb.MUTE | Verb.UNMUTE:
            return call is None or call.muted is (verb is Verb.MUTE)
        case Verb.DIAL:
            return call is not None and call.direction is Direction.OUT
        case Verb.HANG_UP | Verb.COMPLETE_TRANSFER | Verb.BLIND_TRANSFER:
            return call is None
    return call is not None and call.state in _COME_ABOUT.get(verb, ())


def unplugged(number: str, seats: Iterable[Seat]) -> Seat | None:
    """Return the seat of a number where its telephone is known not to be connected: a call system hangs up on a caller who is sent there.

    Of a telephone at which nobody has signed in, and of one outside, nothing is known.
    """
    wanted = dialable(number)
    return next((seat for seat in seats if wanted and seat.extension == wanted and seat.state is OperatorState.PHONE_OFFLINE), None)


def refused(
    verb: Verb,
    can: Collection[Capability],
    seat: Seat | None,
    call: CallRow | None,
    number: str = "",
    seats: Iterable[Seat] = (),
) -> Refusal | None:
    """Return why a verb cannot be carried out at a seat, None where it can.

    ``call`` is the one that rings or talks at the seat, ``number`` what was typed, ``seats`` are all that are known. Whether there is a
    link, and whose call it is, is asked by whoever knows.
    """
    if verb in NEEDS and NEEDS[verb] not in can:
        return Refusal.NOT_SUPPORTED
    if verb in (Verb.LOGIN, Verb.LOGOUT):
        return Refusal.BUSY if call is not None else None
    if seat is None or seat.state in (OperatorState.PHONE_OFFLINE, OperatorState.LOGGED_OUT):
        return Refusal.NO_PHONE
    if verb in _NUMBERED and not dialable(number) and not _joins(verb, call, number):
        return Refusal.BAD_NUMBER
    rings = call is not None and call.direction is Direction.IN and call.state is CallState.ALERTING
    match verb:
        case Verb.READY | Verb.DIAL:
            return Refusal.BUSY if call is not None else None
        case Verb.NOT_READY:
            return Refusal.BUSY if call is not None and not rings else None
        case Verb.ANSWER:
            return None if rings else Refusal.NO_CALL
    if call is None and on_the_telephone(verb, seat):
        return None
    if call is None:
        return Refusal.NO_CALL
    if call.state not in _STATES[verb] or (verb is Verb.HANG_UP and rings):
        return Refusal.WRONG_STATE
    return Refusal.UNREACHABLE if verb in _SENDS and unplugged(_destination(verb, call, number), seats) is not None else None


def _destination(verb: Verb, call: CallRow, number: str) -> str:
    """Return the number of the telephone that a caller would come to. Who is spoken with already has no more need to be rung."""
    if call.state is not CallState.CONSULTING:
        return number
    return "" if call.rung is False else call.party


def _joins(verb: Verb, call: CallRow | None, number: str) -> bool:
    """Tell whether whoever is consulted is let into the call: that takes no number."""
    return verb is Verb.CONFERENCE_ADD and not number and call is not None and call.state is CallState.CONSULTING
