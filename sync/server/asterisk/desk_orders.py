"""Orders of an operator at the desk: sit down, leave, take calls or a break, ring somebody. Pure."""

from __future__ import annotations

import re

from models.records.call import Refusal, Verb
from models.rules.calls import DIALABLE
from models.rules.phone import to_dial
from sync.server.asterisk.channels import CASE
from sync.server.asterisk.jobs import Desk, Job, Planned, Step, ending, joining, leaving, moving, pausing
from sync.server.asterisk.members import LOGOUT
from sync.server.asterisk.world import Dialled
from sync.server.calls.switch import Order

_CASE = re.compile(r"[A-Za-z0-9-]{1,64}", re.ASCII)
_REASON_LENGTH = 60


def login(desk: Desk, order: Order) -> Planned:
    interface = desk.plan.interface(order.extension)
    here, elsewhere = desk.model.world.members.get(interface), desk.model.world.members.of(order.operator)
    queues = [queue for queue, line in desk.plan.queues if line in order.lines and queue not in desk.queues.absent]
    if here and here is elsewhere:
        # A login that came to no good end is asked for again: what is missing is added, and a break goes on.
        missing = () if here.fixed else (queue for queue in queues if queue not in here.paused)
        steps = tuple(joining(queue, interface, order.operator, here.reason) for queue in missing)
        return Job(steps=steps, sits=bool(steps))
    if here and here.fixed and here.operator != order.operator:
        return Refusal.NO_PHONE
    leave = [member for member in (here, elsewhere) if member and member.paused and member.operator]
    if any(desk.call_at(member.interface) for member in leave):
        return Refusal.BUSY
    if here and here.fixed:
        return Job(steps=(*(step for member in leave if member is not here for step in moving(member)), *pausing(here, None)))
    if not queues:
        return Refusal.NO_QUEUE if desk.queues.absent else Refusal.NOT_SUPPORTED
    left = (step for member in leave for step in (leaving(member) if member is here else moving(member)))
    return Job(steps=(*left, *(joining(queue, interface, order.operator, None) for queue in queues)))


def logout(desk: Desk, order: Order) -> Planned:
    member = desk.seat(order)
    if member is None:
        return Refusal.NO_PHONE
    return Refusal.BUSY if desk.call_at(member.interface) else Job(steps=leaving(member))


def ready(desk: Desk, order: Order) -> Planned:
    member = desk.seat(order)
    if member is None:
        return Refusal.NO_PHONE
    return Refusal.BUSY if desk.call_at(member.interface) else Job(steps=pausing(member, None))


def not_ready(desk: Desk, order: Order) -> Planned:
    member = desk.seat(order)
    if member is None:
        return Refusal.NO_PHONE
    call = desk.call_at(member.interface)
    if call and call.interface == member.interface:
        return Refusal.BUSY
    reason = "".join(char for char in order.reason if char.isprintable())[:_REASON_LENGTH].strip()
    if reason in {LOGOUT, desk.plan.wrap_up_reason}:
        return Refusal.WRONG_STATE
    return Job(steps=pausing(member, reason))


def dial(desk: Desk, order: Order) -> Planned:
    interface = desk.plan.interface(order.extension)
    member = desk.model.world.members.get(interface)
    if member and member.offline:
        return Refusal.NO_PHONE
    if member and not member.out and member.operator != order.operator:
        return Refusal.NOT_YOURS
    if desk.call_at(interface):
        return Refusal.BUSY
    if not DIALABLE.fullmatch(order.number):
        return Refusal.BAD_NUMBER
    line = order.lines[0]
    leg = f"{desk.plan.prefix}-{line.value}-{order.operator}-{desk.new_id()}"
    fields = desk.originate(interface, desk.plan.dial_context, to_dial(order.number), leg)
    if _CASE.fullmatch(order.case):
        fields += (("Variable", f"{CASE}={order.case}"),)
    dialled = Dialled(id=leg, operator=order.operator, extension=order.extension, number=order.number, line=line, case=order.case)
    return Job(steps=(Step(action="Originate", fields=fields),), dialled=dialled)


def hang_up(desk: Desk, order: Order) -> Planned:
    """Whoever speaks at their telephone in no call of the hotline (asked by a colleague, ringing by hand) ends that."""
    member = desk.seat(order)
    if member is None:
        return Refusal.NO_PHONE
    legs = [leg for leg in desk.model.world.channels.at(member.interface) if leg.up or leg.dialling]
    if desk.call_at(member.interface) or not legs:
        return Refusal.NO_CALL
    return Job(steps=tuple(ending(leg.name) for leg in legs))


ORDERS = {
    Verb.LOGIN: login,
    Verb.LOGOUT: logout,
    Verb.READY: ready,
    Verb.NOT_READY: not_ready,
    Verb.DIAL: dial,
}
