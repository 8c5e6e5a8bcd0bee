"""An order of an operator as Asterisk's actions. Pure: nothing is sent, and nothing is known of what comes of it.

Here is where an order is held to the operator's own calls, to the contexts of the plan and to numbers that can be dialled: the users of the
PBX have rights that cannot be made so narrow.
"""

from __future__ import annotations

from models.records.call import Capability, Refusal, Verb
from models.rules.calls import EXTENSION
from sync.server.asterisk import call_orders, desk_orders
from sync.server.asterisk.jobs import Desk, Planned
from sync.server.asterisk.plan import PbxPlan
from sync.server.calls.switch import Order

_BY_NOTIFY = frozenset((Capability.ANSWER, Capability.HOLD))


def capabilities(plan: PbxPlan) -> frozenset[Capability]:
    """Return what can be ordered: the manager interface itself has no action that answers or holds."""
    return frozenset(Capability) if plan.talk_by_notify else frozenset(Capability) - _BY_NOTIFY


def planned(desk: Desk, order: Order) -> Planned:
    """Return what is to be done, or why it is not."""
    if not EXTENSION.fullmatch(order.extension):
        return Refusal.NO_PHONE
    if order.verb in desk_orders.ORDERS:
        return desk_orders.ORDERS[order.verb](desk, order)
    if order.verb in {Verb.ANSWER, Verb.HOLD, Verb.RESUME} and not desk.plan.talk_by_notify:
        return Refusal.NOT_SUPPORTED
    if order.verb is Verb.HANG_UP and order.call is None:
        return desk_orders.hang_up(desk, order)
    call = desk.model.call(order.call.id) if order.call else None
    if call is None:
        return Refusal.NO_CALL
    whose = call.operator if call.interface else next((operator for _, operator in call.rings.values() if operator == order.operator), 0)
    if desk.plan.interface(order.extension) not in call.seats() or whose != order.operator:
        return Refusal.NOT_YOURS
    return call_orders.ORDERS[order.verb](desk, order, call)
