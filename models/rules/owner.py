"""Who answers for a case: exactly one operator, or nobody, and then the case is listed as nobody's."""

from __future__ import annotations

from msgspec.structs import replace

from models.records.case import CaseState, Handed
from models.records.catalogue import Line
from models.records.failure import RuleBroken
from models.records.journal import Entry, HandOver, Prioritise, Reassign, TakeOver
from models.records.staff import OperatorRow, Role
from models.rules.permissions import Permission, may, may_on, may_read

Move = TakeOver | Reassign | HandOver
"""The verbs by which a case comes to another owner."""


def owned(state: CaseState, entry: Entry) -> CaseState:
    """Return ``state`` after an entry about its owner or its place in the lists, which fits it."""
    match entry.body:
        case TakeOver(second=second):
            return replace(state, moved_to=second or entry.actor, handed=None)
        case Reassign(to=to):
            return replace(state, moved_to=to, handed=None)
        case HandOver(note=note):
            return replace(state, moved_to=0, handed=Handed(by=entry.actor, at=entry.at, note=note))
        case Prioritise(raised=raised):
            return replace(state, priority=raised)
        case _:
            return state


def may_own(operator: OperatorRow | None, line: Line) -> bool:
    """Tell whether somebody can answer for a case of a line: one who is here, takes shifts and reads the line."""
    if operator is None or operator.retired:
        return False
    return may(operator.role, Permission.HAND_OVER) and may_read(operator.role, line)


def may_lay_down(role: Role, number: int, body: HandOver, line: Line) -> bool:
    """Tell whether an operator may hand a case over: its owner, or somebody who may give it to anybody anyway."""
    return body.seen == number or may_on(role, Permission.REASSIGN, line)


def named(body: Move) -> int:
    """Return the number of the operator to whom a move gives the case, 0 where that is whoever makes it, or nobody."""
    match body:
        case TakeOver(second=second):
            return second
        case Reassign(to=to):
            return to
        case _:
            return 0


def check_move(role: Role, number: int, body: Move, line: Line, to: OperatorRow | None) -> None:
    """Return quietly where operator ``number`` may make this move; ``to`` is the operator whom it names.

    Raises RuleBroken ``owner.same`` for a case that is one's own already, ``owner.unknown`` for somebody who cannot answer for it, or
    ``owner.not_yours`` for laying down a colleague's.
    """
    if isinstance(body, TakeOver) and not body.second and body.seen == number:
        raise RuleBroken("owner.same")
    if named(body) and not may_own(to, line):
        raise RuleBroken("owner.unknown", number=named(body))
    if isinstance(body, HandOver) and not may_lay_down(role, number, body, line):
        raise RuleBroken("owner.not_yours")
