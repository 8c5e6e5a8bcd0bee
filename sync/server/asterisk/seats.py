"""What state each operator is in, from the queues' members, the calls and the legs of their telephones. Pure."""

from __future__ import annotations

from models.records.call import OperatorState, Seat
from sync.server.asterisk.calls import Call, iso
from sync.server.asterisk.members import Member
from sync.server.asterisk.world import World


class Seats:
    """The seats as they were told last."""

    def __init__(self) -> None:
        self._told: dict[str, Seat] = {}

    def look(self, world: World, interface: str) -> Seat | None:
        """Return the seat at a telephone where it has become another since it was told, else None."""
        member = world.members.get(interface)
        if member is None or not member.operator:
            return None
        seat, before = self._seat(world, member), self._told.get(interface)
        if seat == before:
            return None
        self._told[interface] = seat
        return seat

    def all(self, world: World) -> tuple[Seat, ...]:
        """Return every seat at which somebody sits, and take them for told; seats that are no more are forgotten."""
        for interface in [interface for interface in self._told if world.members.get(interface) is None]:
            del self._told[interface]
        for member in world.members:
            self.look(world, member.interface)
        return tuple(seat for seat in self._told.values() if seat.state is not OperatorState.LOGGED_OUT)

    def _seat(self, world: World, member: Member) -> Seat:
        call = next((one for one in world.calls.values() if member.interface in one.seats()), None)
        state, reason = _state(world, member, call)
        before = self._told.get(member.interface)
        same = before is not None and (before.operator, before.state, before.reason) == (member.operator, state, reason)
        begun = world.now if before else _begun(world, member, state)
        ends = state is OperatorState.WRAP_UP and world.plan.wrap_up_seconds
        return Seat(
            operator=member.operator,
            extension=world.plan.extension(member.interface) or member.interface.partition("/")[2],
            state=state,
            since=before.since if same and before else iso(begun),
            reason=reason,
            call=call.id if call else "",
            until=(before.until if same and before else iso(begun + world.plan.wrap_up_seconds)) if ends else "",
        )


def _begun(world: World, member: Member, state: OperatorState) -> float:
    """Return since when a seat has been as it is that was not known before: a break goes on where the gateway was started anew."""
    rests = member.rests + world.astray if member.rests and state in (OperatorState.WRAP_UP, OperatorState.NOT_READY) else world.now
    return min(rests, world.now)


def _state(world: World, member: Member, call: Call | None) -> tuple[OperatorState, str]:
    if member.out:
        return OperatorState.LOGGED_OUT, ""
    if member.offline:
        return OperatorState.PHONE_OFFLINE, ""
    if call and call.interface == member.interface:
        return OperatorState.ON_CALL, ""
    if call:
        return OperatorState.ALERTING, ""
    legs = world.channels.at(member.interface)
    if legs:
        return (OperatorState.ON_CALL if any(leg.up or leg.dialling for leg in legs) else OperatorState.ALERTING), ""
    reason = member.reason
    if reason is None:
        return OperatorState.READY, ""
    if reason == world.plan.wrap_up_reason:
        return OperatorState.WRAP_UP, ""
    return OperatorState.NOT_READY, reason
