"""Orders of an operator in a call of theirs. Pure."""

from __future__ import annotations

import msgspec

from models.records.call import CallState, Direction, EndReason, Refusal, Verb
from models.rules.calls import DIALABLE
from models.rules.phone import to_dial
from sync.server.asterisk.calls import Call
from sync.server.asterisk.channels import Channel
from sync.server.asterisk.jobs import Desk, Job, Planned, Step, hanging_up, single
from sync.server.calls.switch import Order

_SPEAKING = {CallState.CONNECTED, CallState.HELD}
_NOTIFIED = {
    Verb.ANSWER: (CallState.ALERTING, "talk"),
    Verb.HOLD: (CallState.CONNECTED, "hold"),
    Verb.RESUME: (CallState.HELD, "talk"),
}


def notify(desk: Desk, order: Order, call: Call) -> Planned:
    state, event = _NOTIFIED[order.verb]
    if call.state(desk.model.world.channels) is not state or (state is CallState.ALERTING and call.direction is Direction.OUT):
        return Refusal.WRONG_STATE
    return single(call, "PJSIPNotify", ("Endpoint", order.extension), ("Variable", f"Event={event}"))


def hang_up(desk: Desk, order: Order, call: Call) -> Planned:
    agent, caller = desk.leg(call.agent), desk.leg(call.caller)
    if agent is None:
        return Refusal.WRONG_STATE
    steps = [*_no_third(desk, call), hanging_up(agent)]
    if call.mixed and caller and not call.goes_on(desk.model.world.channels):
        # Nobody else is in the conference, which would go on with the caller alone.
        steps.append(msgspec.structs.replace(hanging_up(caller), may_fail=True))
    return Job(steps=tuple(steps), call=call.id, wish=EndReason.OPERATOR)


def consult(desk: Desk, order: Order, call: Call) -> Planned:
    # A conference of the PBX has no feature codes, by which consulting is done.
    return Refusal.NOT_SUPPORTED if call.mixed else _elsewhere(desk, "Atxfer", order, call, order.number)


def blind_transfer(desk: Desk, order: Order, call: Call) -> Planned:
    return _out_of_conference(desk, order, call) if call.mixed else _elsewhere(desk, "BlindTransfer", order, call, "")


def _out_of_conference(desk: Desk, order: Order, call: Call) -> Planned:
    """After three have spoken the two that are left are still in the conference: the caller is sent out of it, then the operator goes."""
    agent, caller = desk.leg(call.agent), desk.leg(call.caller)
    if agent is None or caller is None or call.state(desk.model.world.channels) not in _SPEAKING:
        return Refusal.WRONG_STATE
    if not DIALABLE.fullmatch(order.number):
        return Refusal.BAD_NUMBER
    exten = to_dial(order.number)
    fields = (("Channel", caller.name), ("Context", desk.plan.transfer_context), ("Exten", exten), ("Priority", "1"))
    redirect = Step(action="Redirect", fields=fields)
    steps = (redirect, *_no_third(desk, call), msgspec.structs.replace(hanging_up(agent), may_fail=True))
    return Job(steps=steps, call=call.id, sent=exten)


def _no_third(desk: Desk, call: Call) -> list[Step]:
    """Return how whoever still rings to join the call is left alone: they would pick up to nobody."""
    world = desk.model.world
    legs = (world.channels.get(uid) for uid, invited in world.invited.items() if invited.call == call.id)
    return [msgspec.structs.replace(hanging_up(leg), may_fail=True) for leg in legs if leg and not leg.up]


def _elsewhere(desk: Desk, action: str, order: Order, call: Call, wanted: str) -> Planned:
    agent = desk.leg(call.agent)
    if agent is None or call.state(desk.model.world.channels) not in _SPEAKING:
        return Refusal.WRONG_STATE
    if not DIALABLE.fullmatch(order.number):
        return Refusal.BAD_NUMBER
    fields = (("Channel", agent.name), ("Exten", to_dial(order.number)), ("Context", desk.plan.transfer_context))
    return Job(steps=(Step(action=action, fields=fields),), call=call.id, wanted=wanted)


def complete(desk: Desk, order: Order, call: Call) -> Planned:
    agent, caller, second = desk.leg(call.agent), desk.leg(call.caller), desk.leg(call.second)
    if agent is None or caller is None or call.state(desk.model.world.channels) is not CallState.CONSULTING:
        return Refusal.WRONG_STATE
    if second is None:
        return Job(steps=(hanging_up(agent),), call=call.id, wish=EndReason.TRANSFER)
    third = _third(desk, call)
    if third is None or not third.up:
        return Refusal.WRONG_STATE
    return single(call, "Bridge", ("Channel1", caller.name), ("Channel2", third.name), ("Tone", "no"))


def cancel(desk: Desk, order: Order, call: Call) -> Planned:
    agent, second = desk.leg(call.agent), desk.leg(call.second)
    if agent is None or call.state(desk.model.world.channels) is not CallState.CONSULTING:
        return Refusal.WRONG_STATE
    step = hanging_up(second) if second else Step(action="CancelAtxfer", fields=(("Channel", agent.name),))
    return Job(steps=(step,), call=call.id, gives_up=True)


def add(desk: Desk, order: Order, call: Call) -> Planned:
    agent, caller = desk.leg(call.agent), desk.leg(call.caller)
    state = call.state(desk.model.world.channels)
    if agent is None or caller is None:
        return Refusal.WRONG_STATE
    if state is CallState.CONSULTING and not call.second:
        signs = ((("Channel", agent.name), ("Digit", sign), ("Receive", "true")) for sign in desk.plan.three_way)
        return Job(steps=tuple(Step(action="PlayDTMF", fields=fields) for fields in signs))
    if state not in _SPEAKING:
        return Refusal.WRONG_STATE
    if not DIALABLE.fullmatch(order.number):
        return Refusal.BAD_NUMBER
    context, room = desk.plan.conference_context, order.extension
    together = (
        ("Channel", caller.name), ("Context", context), ("Exten", f"cf{room}"), ("Priority", "1"),
        ("ExtraChannel", agent.name), ("ExtraContext", context), ("ExtraExten", f"ca{room}"), ("ExtraPriority", "1"),
    )  # fmt: skip
    leg = f"{desk.plan.prefix}-third-{desk.new_id()}"
    fetching = desk.originate(desk.plan.third.format(number=to_dial(order.number)), context, f"cf{room}", leg)
    steps = (Step(action="Redirect", fields=together), Step(action="Originate", fields=fetching))
    return Job(steps=steps, call=call.id, invited=(leg, order.number), mixed=True)


def drop(desk: Desk, order: Order, call: Call) -> Planned:
    third = _third(desk, call)
    if third is None or call.state(desk.model.world.channels) is not CallState.CONFERENCE:
        return Refusal.WRONG_STATE
    return Job(steps=(hanging_up(third),))


def mute(desk: Desk, order: Order, call: Call) -> Planned:
    agent = desk.leg(call.agent)
    if agent is None or not call.answered_at:
        return Refusal.WRONG_STATE
    muted = order.verb is Verb.MUTE
    fields = (("Channel", agent.name), ("Direction", "in"), ("State", "on" if muted else "off"))
    return Job(steps=(Step(action="MuteAudio", fields=fields),), call=call.id, muted=muted)


def _third(desk: Desk, call: Call) -> Channel | None:
    return next(iter(call.thirds(desk.model.world.channels)), None)


ORDERS = {
    Verb.ANSWER: notify,
    Verb.HANG_UP: hang_up,
    Verb.HOLD: notify,
    Verb.RESUME: notify,
    Verb.CONSULT: consult,
    Verb.COMPLETE_TRANSFER: complete,
    Verb.CANCEL_TRANSFER: cancel,
    Verb.BLIND_TRANSFER: blind_transfer,
    Verb.CONFERENCE_ADD: add,
    Verb.CONFERENCE_DROP: drop,
    Verb.MUTE: mute,
    Verb.UNMUTE: mute,
}
