"""What a centre would make of the past of a desk that moves in: the centre's own rules, asked before anything is sent. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from models.records.base import Record
from models.records.effects import Content, decode_content
from models.records.journal import Accept, Assign, Dispatch, Refile, Undo, Verify
from models.records.operation import Operation
from models.rules import access
from models.rules.permissions import Permission, may
from sync.protocol.limits import LIMITS, Limits
from sync.protocol.messages import KnownOperator


class Reason(StrEnum):
    """Why something of a desk's past would not be let stand."""

    UNKNOWN = "unknown"
    """The centre does not know the operator's number."""
    RETIRED = "retired"
    NOT_SPOKEN_FOR = "not-spoken-for"
    """Somebody else's, and whoever brings it in is no administrator."""
    ROLE = "role"
    """The role that the operator has at the centre does not allow it."""
    TOO_LARGE = "too-large"
    BROKEN = "broken"
    """The seal does not fit, or this version cannot read it."""
    FOLLOWS = "follows"
    """It belongs to something that would not be let stand."""


class Part(Record, frozen=True):
    """What one operator's past comes to: operator number, kind of operation, how many, and why not ('' for what goes)."""

    number: int
    type: str
    count: int
    reason: Reason | None = None


class Forecast(Record, frozen=True):
    """``cases``, ``persons`` and ``calls`` are counted as such, each once; ``parts`` are all steps, by operator and type."""

    cases: int
    persons: int
    calls: int
    desks: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def steps(self) -> int:
        """How many operations there are."""
        return sum(part.count for part in self.parts)

    @property
    def refused(self) -> tuple[Part, ...]:
        """What the centre would not let stand."""
        return tuple(part for part in self.parts if part.reason is not None)


def spoken_of(operations: Iterable[Operation]) -> tuple[tuple[int, ...], dict[str, tuple[str, ...]]]:
    """Return the numbers of the operators in operations, and the codes that they speak of: name of the reference table → codes."""
    numbers: set[int] = set()
    codes: dict[str, set[str]] = {}
    for operation in operations:
        numbers.add(_number(operation))
        match _content(operation):
            case Accept(item_code=code) | Refile(item_code=code):
                codes.setdefault("item", set()).add(code)
            case Dispatch(partner=code):
                codes.setdefault("partner", set()).add(code)
            case Assign(unit=code):
                codes.setdefault("unit", set()).add(code)
            case Verify(second=number) if number:
                numbers.add(number)
    return tuple(sorted(numbers)), {kind: tuple(sorted(found)) for kind, found in sorted(codes.items())}


def foresee(
    operations: Sequence[Operation],
    known: Mapping[int, KnownOperator],
    mover: int,
    trusted: Callable[[Operation], bool],
    limits: Limits = LIMITS,
) -> Forecast:
    """Return what becomes of operations that have been at no centre, in their order, when operator ``mover`` brings them in.

    ``known`` are those of the operators whom the centre knows, ``trusted`` tells whether the seal of an operation fits.
    """
    judge = _Judge(known, mover, trusted, limits)
    reasons = [judge.reason(operation) for operation in operations]
    torn = {operation.group for operation, reason in zip(operations, reasons, strict=True) if reason and operation.group}
    counts: Counter[tuple[int, str, Reason | None]] = Counter()
    for operation, reason in zip(operations, reasons, strict=True):
        whole = reason or (Reason.FOLLOWS if operation.group in torn else None)
        counts[_number(operation), operation.type, whole] += 1
    return Forecast(
        cases=sum(operation.type == "case.accept" for operation in operations),
        persons=len({operation.entity.id for operation in operations if operation.entity.type == "person"}),
        calls=len({operation.entity.id for operation in operations if operation.entity.type == "call"}),
        desks=tuple(sorted({operation.desk for operation in operations if operation.type == "case.accept"})),
        parts=tuple(
            Part(number=number, type=kind, count=count, reason=reason)
            for (number, kind, reason), count in sorted(counts.items(), key=lambda item: (item[0][0], item[0][1], item[0][2] or ""))
        ),
    )


class _Judge:
    """Remembers which cases began, and in which stream, as the operations go by."""

    def __init__(
        self, known: Mapping[int, KnownOperator], mover: int, trusted: Callable[[Operation], bool], limits: Limits
    ) -> None:
        self._known = known
        self._mover = mover
        self._trusted = trusted
        self._limits = limits
        self._streams: dict[str, str] = {}
        self._lost: set[str] = set()
        self._done: dict[str, Content] = {}
        bringer = known.get(mover)
        self._speaks_for_all = bringer is not None and may(bringer.role, Permission.IMPORT_REFERENCE)

    def reason(self, operation: Operation) -> Reason | None:
        """Return why the centre would not let an operation stand, None where it would."""
        content = _content(operation)
        found = self._found(operation, content)
        if isinstance(content, Accept):
            if found is None:
                self._streams[operation.entity.id] = access.stream_of(content.line)
            else:
                self._lost.add(operation.entity.id)
        if content is not None:
            self._done[operation.op_id] = content
        return found

    def _found(self, operation: Operation, content: Content | None) -> Reason | None:
        if content is None or not self._trusted(operation):
            return Reason.BROKEN
        if len(operation.body) > self._limits.body_bytes:
            return Reason.TOO_LARGE
        if operation.entity.id in self._lost:
            return Reason.FOLLOWS
        number = _number(operation)
        author = self._known.get(number)
        if author is None:
            return Reason.UNKNOWN
        if author.retired:
            return Reason.RETIRED
        if number != self._mover and not self._speaks_for_all:
            return Reason.NOT_SPOKEN_FOR
        return None if self._may(author, operation, content) else Reason.ROLE

    def _may(self, author: KnownOperator, operation: Operation, content: Content) -> bool:
        stream = access.home(content, self._streams.get(operation.entity.id, ""))
        second = None
        if isinstance(content, Verify) and content.second not in (0, author.number):
            confirming = self._known.get(content.second)
            if confirming is None or confirming.retired or not self._speaks_for_all:
                return False  # nobody has seen a password: the word of an administrator stands for it
            second = confirming.role
        return stream is not None and access.may_write(author.role, self._undone(content), stream, second)

    def _undone(self, content: Content) -> Content:
        """Return what an undo, or an undo of an undo, takes back in the end."""
        seen: set[str] = set()
        while isinstance(content, Undo) and content.op_id in self._done and content.op_id not in seen:
            seen.add(content.op_id)
            content = self._done[content.op_id]
        return content


def _number(operation: Operation) -> int:
    digits = operation.actor.removeprefix("usr_")
    return int(digits) if digits.isdigit() else 0


def _content(operation: Operation) -> Content | None:
    try:
        return decode_content(operation.body)
    except msgspec.MsgspecError:
        return None
