"""What an order becomes: Asterisk's actions one after the other, and what the model has to know of them beforehand. Pure."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from models.records.base import Record
from models.records.call import EndReason, Refusal
from sync.server.asterisk.calls import Call
from sync.server.asterisk.channels import Channel
from sync.server.asterisk.members import LOGOUT, Member
from sync.server.asterisk.model import Model
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.queues import Queues
from sync.server.asterisk.world import Dialled
from sync.server.calls.switch import Order

Fields = tuple[tuple[str, str], ...]


class Step(Record, frozen=True):
    """An action. ``may_fail``: the PBX may refuse it, and the order goes on. ``undo`` takes it back where a later one fails.

    ``queue`` is the one that it enters: where the PBX does not have that, the order goes on as long as another one is entered.
    """

    action: str
    fields: Fields
    may_fail: bool = False
    undo: Step | None = None
    queue: str = ""


class Job(Record, frozen=True):
    """Steps one after the other, and what the model is to know before the first.

    ``dialled`` is a call that will come, ``invited`` a further leg of ``call`` (its id and number), ``wish`` the reason that the call will
    end for, ``wanted`` the number that will be consulted, ``gives_up`` that the operator goes back from it. ``mixed`` and ``sent`` (the
    extension that the caller goes on to) hold after the first step, ``muted`` when all is done. ``sits``: the telephone is in a queue
    already, whichever of the others the PBX does not have.
    """

    steps: tuple[Step, ...] = ()
    call: str = ""
    dialled: Dialled | None = None
    invited: tuple[str, str] | None = None
    wish: EndReason | None = None
    wanted: str = ""
    gives_up: bool = False
    mixed: bool = False
    sent: str = ""
    muted: bool | None = None
    sits: bool = False


class Desk(Record, frozen=True):
    """What an order is looked at with: the plan, the model, the queues, and the making of what no other leg's id has (ASCII letters and
    digits)."""

    plan: PbxPlan
    model: Model
    queues: Queues
    new_id: Callable[[], str]

    def leg(self, uid: str) -> Channel | None:
        return self.model.world.channels.get(uid)

    def call_at(self, interface: str) -> Call | None:
        """Return the call that rings or is talked at a telephone."""
        return next((call for call in self.model.world.calls.values() if interface in call.seats()), None)

    def seat(self, order: Order) -> Member | None:
        """Return the operator's own telephone, None where it is not theirs (any more)."""
        member = self.model.world.members.get(self.plan.interface(order.extension))
        return member if member and member.operator == order.operator and not member.out else None

    def originate(self, channel: str, context: str, exten: str, leg: str) -> Fields:
        """Return how to ring somebody and, once they are there, go on in the dial plan; the leg has an id of ours from the beginning."""
        return (
            ("Channel", channel),
            ("Context", context),
            ("Exten", exten),
            ("Priority", "1"),
            ("Async", "true"),
            ("Timeout", str(self.plan.ring_seconds * 1000)),
            ("CallerID", f'"{self.plan.hotline}" <{self.plan.hotline}>'),
            ("ChannelId", leg),
            ("OtherChannelId", f"{leg}-2"),
        )


Planned = Job | Refusal


def expect(model: Model, job: Job) -> None:
    """Let the model know what will come of a job."""
    if job.dialled:
        model.dialled(job.dialled)
    if job.invited:
        model.invited(job.invited[0], job.call, job.invited[1])
    if job.wish:
        model.wish(job.call, job.wish)
    if job.wanted:
        model.wanted(job.call, job.wanted)
    if job.gives_up:
        model.gives_up(job.call)


def forget(model: Model, job: Job) -> None:
    """Nothing will come of a job: it was not asked for, or refused."""
    if job.dialled:
        model.not_dialled(job.dialled.id)
    if job.wish:
        model.wish(job.call, None)
    if job.wanted:
        model.wanted(job.call, "")


def single(call: Call, action: str, *fields: tuple[str, str]) -> Job:
    """Return a job of one action in a call."""
    return Job(steps=(Step(action=action, fields=fields),), call=call.id)


def hanging_up(channel: Channel) -> Step:
    return Step(action="Hangup", fields=(("Channel", channel.name), ("Cause", "16")))


def ending(name: str) -> Step:
    """Return how a leg is ended that may have ended by itself."""
    return Step(action="Hangup", fields=(("Channel", name), ("Cause", "16")), may_fail=True)


def pausing(member: Member, reason: str | None) -> tuple[Step, ...]:
    """Return how a telephone goes on a break, or (None) comes back: at once in all the queues that it is in, or in none.

    The PBX pauses in every queue where none is named, also in one that is not ours; so the only one is named.
    """
    if not member.paused:
        return ()
    where = tuple(("Queue", queue) for queue in member.paused) if len(member.paused) == 1 else ()
    why = (("Paused", "false"),) if reason is None else (("Paused", "true"), ("Reason", reason))
    return (Step(action="QueuePause", fields=(*where, ("Interface", member.interface), *why)),)


def joining(queue: str, interface: str, operator: int, reason: str | None) -> Step:
    """Return how a telephone joins a queue, on a break where ``reason`` is one."""
    seat = (("Queue", queue), ("Interface", interface))
    why = (("Paused", "false"),) if reason is None else (("Paused", "true"), ("Reason", reason))
    fields = (*seat, ("MemberName", str(operator)), ("StateInterface", interface), ("Penalty", "0"), *why)
    return Step(action="QueueAdd", fields=fields, undo=Step(action="QueueRemove", fields=seat, may_fail=True), queue=queue)


def moving(member: Member) -> tuple[Step, ...]:
    """Return how a telephone is left for another one: where that comes to nothing, the operator sits there as before."""
    pause, *removing = leaving(member)
    (back,) = pausing(member, member.reason)
    again = (joining(queue, member.interface, member.operator, reason) for queue, reason in member.paused.items())
    steps = [replace(step, undo=replace(joined, undo=None, may_fail=True)) for step, joined in zip(removing, again, strict=False)]
    return (replace(pause, undo=replace(back, may_fail=True)), *steps)


def leaving(member: Member) -> tuple[Step, ...]:
    """Return how a telephone leaves our queues: first no call comes any more, then it goes (one that the PBX has in its files stays)."""
    going = () if member.fixed else tuple(member.paused)
    removing = (Step(action="QueueRemove", fields=(("Queue", queue), ("Interface", member.interface)), may_fail=True) for queue in going)
    return (*pausing(member, LOGOUT), *removing)
