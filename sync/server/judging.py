"""Deciding the operations of one push, one after the other and group by group, on what stands in the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from models.records.catalogue import Line
from models.records.effects import Content, HandoverOverride, ReferenceImport, WhisperRead, WhisperSend
from models.records.failure import RuleBroken
from models.records.feed import FeedRow
from models.records.journal import Absorb, Accept, Body, Entry, HandOver, Merge, Reassign, TakeOver, Undo, Verify, decode_body
from models.records.operation import Operation
from models.records.outcome import Outcome
from models.records.staff import OperatorRow
from models.rules import access
from models.rules.attached import attached
from models.rules.handover import may_let_go
from models.rules.moment import moment
from models.rules.outcome import Decision
from models.rules.owner import Move, check_move, named
from models.rules.permissions import Permission, may
from models.store.folds.case import actor_number
from models.store.reference import code_of, rows_of
from models.tables.centre import Accepted, Document, Feed, SignedIn
from sync.protocol.problems import Code
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.deciding import REFUSED, Key, Stand, decide, moved, stand_of, text_of
from sync.server.people import ITSELF, operators
from sync.server.preparing import Prepared
from sync.server.rung import Calls, rung
from sync.server.speech import Row, speech_of
from sync.server.vouching import Vouchers

_row = msgspec.json.Decoder(FeedRow).decode


class Ruling:
    """What was decided on an operation, and in which stream it is told. ``rev`` is its place on its entity, 0 where it never reached it.

    ``sha256`` names the bytes that belong to it where it stands, '' where there are none.
    """

    __slots__ = ("decision", "operation", "rev", "sha256", "stream")

    def __init__(self, operation: Operation, decision: Decision, stream: str, rev: int, content: Content | None = None) -> None:
        self.operation = operation
        self.decision = decision
        self.stream = stream
        self.rev = rev
        scan = attached(content) if decision.outcome.effective else None
        self.sha256 = scan.sha256 if scan is not None else ""


class Bench:
    """Decides, keeping in memory how each entity stands meanwhile; ``write`` puts that down at the end."""

    def __init__(self, connection: Connection, centre: Centre, caller: Caller, received_at: str) -> None:
        """``received_at`` is when what is decided on came in (ISO): nothing counts as done later."""
        self.profile = centre.profile
        self.received_at = received_at
        self._connection = connection
        self._caller = caller
        self._drawer = access.own(caller.operator.number)
        self._group = centre.limits.group
        self._authors = Authors(connection, caller)
        self._vouchers = Vouchers(connection, caller, received_at)
        self._stands: dict[Key, Stand] = {}
        self._found: frozenset[Key] = frozenset()
        self._touched: set[Key] = set()
        self._journals: dict[str, tuple[Entry, ...]] = {}
        self._lines: dict[str, tuple[Entry, ...]] = {}
        self._shelves: dict[str, dict[str, str]] = {}
        self._documents: set[Key] = set()
        self._calls: Calls | None = None

    def rule(self, items: Sequence[Prepared]) -> list[Ruling]:
        """Decide on new operations in their order; groups are taken whole or not at all."""
        self._stands = _lock(self._connection, items)
        self._found = frozenset(self._stands)
        self._authors.learn([item.operation for item in items])
        self._calls = None if self._caller.operator is ITSELF else rung(self._connection, items)
        return [ruling for group in _groups(items) for ruling in self._ruled(group)]

    def journal(self, case_id: str) -> tuple[Entry, ...]:
        """Return the journal of a case, what was decided in this push included."""
        if case_id not in self._journals:
            query = select(Feed.line, Accepted.rev).join(Accepted, (Accepted.stream == Feed.stream) & (Accepted.seq == Feed.seq))
            rows = self._connection.execute(query.where(Accepted.entity_id == case_id, Accepted.rev > 0).order_by(Accepted.rev))
            self._journals[case_id] = tuple(_entry(_row(row.line), row.rev) for row in rows)
        return (*self._journals[case_id], *self._lines.get(case_id, ()))

    def document(self, kind: str, code: str) -> str:
        """Return a row of reference data as it stands, '' where there is none."""
        if kind not in self._shelves:
            found = self._connection.execute(select(Document.code, Document.data).where(Document.kind == kind))
            self._shelves[kind] = {row.code: row.data for row in found}
        return self._shelves[kind].get(code, "")

    def standings(self) -> tuple[list[Row], list[Row]]:
        """Return the rows of table ``standing`` that are new, and those that moved: id, type, stream, revision, state, by their keys."""
        fresh: list[Row] = []
        moved: list[Row] = []
        for key in sorted(self._touched):
            if (stand := self._stands.get(key)) is not None:
                (moved if key in self._found else fresh).append((*key, stand.stream, stand.rev, text_of(stand.state)))
        return fresh, moved

    def documents(self) -> list[Row]:
        """Return the rows of table ``document`` that changed: kind, code, data."""
        return [(kind, code, self._shelves[kind][code]) for kind, code in sorted(self._documents)]

    def _ruled(self, group: Sequence[Prepared]) -> list[Ruling]:
        if len(group) == 1:
            return [self._one(group[0])]
        before = dict(self._stands), dict(self._lines), dict(self._shelves), set(self._documents)
        rulings = [self._one(item) for item in group]
        lost = [ruling.decision for ruling in rulings if not ruling.decision.outcome.effective]
        if len(group) > self._group:
            lost.append(Decision(outcome=Outcome.REJECTED))
        if not lost:
            return rulings
        outcome = max((decision.outcome for decision in lost), key=_GRAVITY.index)
        self._stands, self._lines, self._shelves, self._documents = before
        torn = Decision(outcome=outcome, problem=Code.GROUP_TORN.value)
        own = [replace(ruling.decision, outcome=outcome) if ruling.decision.problem else torn for ruling in rulings]
        return [self._one(item, decision) for item, decision in zip(group, own, strict=True)]

    def _one(self, item: Prepared, torn: Decision | None = None) -> Ruling:
        operation, content = item.operation, item.content
        if content is None or self._caller.revoked_at:
            return self._kept_out(operation, torn or self._unreadable(item))
        key = item.key
        stand = self._stands.get(key, _NOTHING) if key is not None else _NOTHING
        stream = access.home(content, stand.stream if stand.state is not None else "")
        refused = self._refused(operation, content, stream)
        if refused is not None or stream is None:
            return self._kept_out(operation, torn or refused or REFUSED)
        decision = torn or decide(operation, content, stand, self)
        if operation.entity.type == "case" and stand.state is None and not isinstance(content, Accept):
            # Whose case the centre does not know (it was set back) may be of the sealed line: its words are for nobody else.
            return self._kept_out(operation, decision)
        if key is None:
            author = self._authors.of(operation) or self._caller.operator
            if author is not ITSELF:
                stream = access.told_in(content, stream, access.reads(author.role, author.number), access.own(author.number))
            if self._calls is not None and decision.outcome.effective:
                self._calls.told(operation.entity.id, content, stream)
            return Ruling(operation, decision, stream, 0, content)
        rev = stand.rev + 1
        entry = _line(operation, content, decision, rev, self.received_at) if operation.entity.type == "case" else None
        state = moved(operation, content, decision, stand, entry, self)
        self._stands[key] = Stand(stream=stream if decision.outcome.effective else stand.stream or stream, rev=rev, state=state)
        self._touched.add(key)
        if entry is not None:
            self._lines[entry.case_id] = (*self._lines.get(entry.case_id, ()), entry)
        if isinstance(content, ReferenceImport) and decision.outcome.effective:
            self._bring_in(content)
        return Ruling(operation, decision, stream, rev, content)

    def _kept_out(self, operation: Operation, decision: Decision) -> Ruling:
        """Keep an operation where only the one who pushed it reads it: it never reaches its entity."""
        return Ruling(operation, decision, self._drawer, 0)

    def _unreadable(self, item: Prepared) -> Decision:
        if self._caller.revoked_at:
            return Decision(outcome=Outcome.QUARANTINED, problem=Code.DEVICE_REVOKED.value)
        unknown = item.problem is Code.UNKNOWN_TYPE
        return Decision(outcome=Outcome.QUARANTINED if unknown else Outcome.REJECTED, problem=str(item.problem))

    def _refused(self, operation: Operation, content: Content, stream: str | None) -> Decision | None:
        """Return what keeps an operation out of the shared streams, None where the rules may decide on it."""
        author = self._authors.of(operation)
        if author is None or stream is None:
            return REFUSED
        if author.retired:
            return Decision(outcome=Outcome.QUARANTINED, problem=Code.NOT_ALLOWED.value)
        if isinstance(content, (Merge, Absorb)) and self._crosses(content, stream):
            return REFUSED
        if isinstance(content, TakeOver | Reassign | HandOver) and not self._moves(author, content, stream):
            return REFUSED
        if isinstance(content, WhisperSend | WhisperRead | HandoverOverride) and not self._vouched(author, content):
            return REFUSED
        if self._calls is not None and self._calls.meddles(operation.entity.id, content, stream):
            return REFUSED
        asked = self._undone(operation.entity.id, content) if isinstance(content, Undo) else content
        second = None
        if isinstance(content, Verify) and content.second not in (0, author.number):
            confirming = self._authors.staff(content.second)
            if confirming is None or confirming.retired or not content.words.strip():
                return REFUSED
            second = confirming.role
        if not access.may_write(author.role, asked, stream, second):
            return REFUSED
        return None if self._vouchers.stand_behind(operation, content, author.number, self.journal) else _NOT_VOUCHED

    def _crosses(self, content: Merge | Absorb, stream: str) -> bool:
        """Tell whether a merge would join cases of two streams: nothing leaves the sealed line that way."""
        other = self._stands.get((content.into if isinstance(content, Merge) else content.other, "case"), _NOTHING)
        return other.state is not None and other.stream != stream

    def _moves(self, author: OperatorRow, body: Move, stream: str) -> bool:
        """Tell whether an operator may bring a case of ``stream`` to the owner whom a move names."""
        line = Line.PSYCHOLOGY if stream == access.SEALED else Line.GENERAL
        to = self._authors.staff(named(body)) if named(body) else None
        try:
            check_move(author.role, author.number, body, line, to)
        except RuleBroken:
            return False
        return True

    def _vouched(self, author: OperatorRow, content: WhisperSend | WhisperRead | HandoverOverride) -> bool:
        """Tell whether the other person of a note is there, its reader says that it was read, and a lead lets whoever leaves go."""
        match content:
            case WhisperSend(to=to):
                return (reader := self._authors.staff(to)) is not None and not reader.retired and to != author.number
            case WhisperRead(to=to):
                return to == author.number
            case HandoverOverride(lead=lead, reason=reason, line=line):
                letting = self._authors.staff(lead) if lead else author
                return may_let_go(letting, line) and bool(reason.strip())

    def _undone(self, case_id: str, content: Content) -> Content:
        """Return what an undo, or an undo of an undo, takes back in the end."""
        by_id = {entry.op_id: entry.body for entry in self.journal(case_id)}
        seen: set[str] = set()
        while isinstance(content, Undo) and content.op_id in by_id and content.op_id not in seen:
            seen.add(content.op_id)
            content = by_id[content.op_id]
        return content

    def _bring_in(self, content: ReferenceImport) -> None:
        kind = content.table
        self.document(kind, "")
        shelf = self._shelves[kind] = dict(self._shelves[kind])
        for row in rows_of(content):
            shelf[code_of(row)] = msgspec.json.encode(row).decode()
            self._documents.add((kind, code_of(row)))
        for code in content.retired:
            if code in shelf:
                shelf[code] = msgspec.json.encode({**msgspec.json.decode(shelf[code]), "retired": True}).decode()
                self._documents.add((kind, code))


class Authors:
    """Who made an operation. It may have been made in another session than the one that pushes it: before a change of shift, or offline."""

    def __init__(self, connection: Connection, caller: Caller) -> None:
        self._connection = connection
        self._caller = caller
        self._self = (caller.session, caller.operator.actor)
        self._sessions: dict[str, tuple[int, str]] = {}
        self._here: frozenset[int] = frozenset()
        self._staff: dict[int, OperatorRow] = {}

    def learn(self, operations: Sequence[Operation]) -> None:
        """Look up everybody who is not the caller."""
        others = [operation for operation in operations if not self._own(operation)]
        if not others:
            return
        query = select(SignedIn.id, SignedIn.number, SignedIn.device).where(SignedIn.id.in_({operation.session for operation in others}))
        self._sessions = {row.id: (row.number, row.device) for row in self._connection.execute(query)}
        here = select(SignedIn.number).where(SignedIn.device == self._caller.device).distinct()
        self._here = frozenset(self._connection.scalars(here))
        self._staff = operators(self._connection, {actor_number(operation.actor) for operation in others})

    def of(self, operation: Operation) -> OperatorRow | None:
        """Return the author of an operation, None where the device cannot speak for them.

        It can for whoever signed in on it before; one who may import brings in what a desk without a centre has gathered.
        """
        if self._own(operation):
            return self._caller.operator
        number = actor_number(operation.actor)
        session = self._sessions.get(operation.session)
        if session is not None and session != (number, self._caller.device):
            return None
        spoken_for = session is not None or number in self._here or may(self._caller.operator.role, Permission.IMPORT_REFERENCE)
        return self._staff.get(number) if spoken_for else None

    def staff(self, number: int) -> OperatorRow | None:
        """Return an operator by the number, None where there is none."""
        return operators(self._connection, {number}).get(number)

    def _own(self, operation: Operation) -> bool:
        return (operation.session, operation.actor) == self._self


_NOTHING = Stand()
_NOT_VOUCHED = Decision(outcome=Outcome.REJECTED, problem=Code.NOT_VOUCHED.value)

_GRAVITY = (Outcome.SUPERSEDED, Outcome.REJECTED, Outcome.QUARANTINED)


def _lock(connection: Connection, items: Sequence[Prepared]) -> dict[Key, Stand]:
    """Lock the entities of a push in the order of their ids and return how they stand."""
    keys = {item.key for item in items if item.key is not None}
    if not keys:
        return {}
    query = "SELECT id, type, stream, rev, state FROM standing WHERE id"
    rows = speech_of(connection).lock(connection, query, "id, type", sorted({key[0] for key in keys}))
    return {(id_, kind): stand_of(kind, stream, rev, state) for id_, kind, stream, rev, state in rows}


def _groups(items: Sequence[Prepared]) -> Iterator[list[Prepared]]:
    place = iter(range(len(items)))
    for _, group in groupby(items, key=lambda item: item.operation.group or next(place)):
        yield list(group)


def _line(operation: Operation, content: Content, decision: Decision, rev: int, received_at: str) -> Entry:
    return Entry(
        op_id=operation.op_id,
        case_id=operation.entity.id,
        seq=rev,
        at=moment(operation.at, received_at),
        actor=actor_number(operation.actor),
        desk=operation.desk,
        body=content,  # type: ignore[arg-type]
        outcome=decision.outcome,
    )


def _entry(row: FeedRow, rev: int) -> Entry:
    """Return the journal line behind a row of the feed."""
    body: Body = decode_body(row.operation.body)
    return _line(row.operation, body, Decision(outcome=row.outcome), rev, row.received_at)
