"""A centre on paper: it decides on operations by the rules of the real one and keeps its feed in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.records.base import Record
from models.records.caller import PersonRow
from models.records.effects import Content, PersonFlag, PersonSave, decode_content
from models.records.feed import Cursor, FeedRow
from models.records.journal import Body, Entry
from models.records.operation import Operation
from models.records.outcome import Outcome
from models.rules.amending import person_saved
from models.rules.chain import link
from models.rules.moment import moment
from models.rules.outcome import Decision, decide, state_of
from models.store.folds.case import actor_number
from resources.profiles import load_profile

RECEIVED = "2026-11-24T09:00:00.000+08:00"


class Told(Record, frozen=True):
    """What a push is answered with, as the wire says it."""

    op_id: str
    outcome: Outcome
    stream: str
    seq: int
    problem: str = ""
    fields: tuple[str, ...] = ()
    replayed: bool = False


class Parted(LookupError):
    """A cursor that does not stand in this history (409 ``cursor-diverged``)."""


class PaperCentre:
    """One history. ``refuse`` names operations that a rule which is not modelled here forbids, ``received`` is what its clock shows (ISO):
    nothing comes in before it was done.
    """

    def __init__(self, epoch: str = "epoch-1") -> None:
        self.epoch = epoch
        self.feed: dict[str, list[FeedRow]] = {}
        self.rows: list[FeedRow] = []
        self.refuse: set[str] = set()
        self.received = RECEIVED
        self._results: dict[str, Told] = {}
        self._journals: dict[str, list[Entry]] = {}
        self._people: dict[str, PersonRow] = {}
        self._revs: dict[tuple[str, str], int] = {}
        self._profile = load_profile()

    def push(self, operations: Sequence[Operation]) -> list[Told]:
        """Take operations, whole groups in each call; return one result for each. One that comes again is answered as before."""
        results: list[Told] = []
        for group in _groups(operations):
            if all(operation.op_id in self._results for operation in group):
                results += [_again(self._results[operation.op_id]) for operation in group]
                continue
            decisions = [self._decide(operation) for operation in group]
            torn = next((found for found in decisions if not found.outcome.effective), None)
            for operation, decision in zip(group, decisions, strict=True):
                if torn is not None and decision.outcome.effective:
                    decision = Decision(outcome=torn.outcome, problem="group-torn")
                results.append(self._write(operation, decision))
        return results

    def page(
        self, cursors: dict[str, Cursor], limit: int = 1000, streams: Iterable[str] | None = None
    ) -> tuple[list[FeedRow], dict[str, Cursor]]:
        """Return at most ``limit`` rows behind the cursors in the order of their commits, and where each stream then stands."""
        for stream, cursor in cursors.items():
            rows = self.feed.get(stream, [])
            if cursor.seq and (len(rows) < cursor.seq or rows[cursor.seq - 1].chain != cursor.chain):
                raise Parted(stream)
        asked = sorted(self.feed) if streams is None else list(streams)
        behind = [row for row in self.rows if row.stream in asked and row.seq > cursors.get(row.stream, Cursor()).seq][:limit]
        ends = {stream: cursors.get(stream, Cursor()) for stream in asked}
        for row in behind:
            ends[row.stream] = Cursor(seq=row.seq, chain=row.chain)
        return behind, ends

    def ids(self) -> set[str]:
        """Return the ids of the operations in the feed."""
        return {row.operation.op_id for row in self.rows}

    def copy(self) -> PaperCentre:
        """Return another centre with the same history."""
        other = PaperCentre(self.epoch)
        other.feed = {stream: list(rows) for stream, rows in self.feed.items()}
        other.rows = list(self.rows)
        other.received = self.received
        other._results = dict(self._results)
        other._replay(other.rows)
        return other

    def forget(self, stream: str, seq: int) -> None:
        """Lose the rows of a stream from ``seq`` on, as an asynchronous standby that is promoted does."""
        lost = self.feed[stream][seq - 1 :]
        self.feed[stream] = self.feed[stream][: seq - 1]
        gone = {row.operation.op_id for row in lost}
        self.rows = [row for row in self.rows if row.operation.op_id not in gone]
        for op_id in gone:
            del self._results[op_id]
        self._journals, self._people, self._revs = {}, {}, {}
        self._replay(self.rows)

    def _decide(self, operation: Operation) -> Decision:
        if operation.op_id in self.refuse:
            return Decision(outcome=Outcome.REJECTED, problem="not-allowed")
        content = decode_content(operation.body)
        if isinstance(content, Body.__args__):  # type: ignore[attr-defined]
            journal = self._journals.get(operation.entity.id, [])
            state, actor = state_of(journal) if journal else None, actor_number(operation.actor)
            at = moment(operation.at, max(self.received, operation.at.wall))
            return decide(state, journal, content, operation.base.rev, self._profile, actor, at)
        if isinstance(content, PersonSave) and (current := self._people.get(content.person.id)):
            _, lost = person_saved(current, content, operation.base.rev)
            if lost:
                return Decision(outcome=Outcome.SUPERSEDED, problem="field-conflict", fields=lost)
        return Decision(outcome=Outcome.APPLIED)

    def _write(self, operation: Operation, decision: Decision) -> Told:
        rows = self.feed.setdefault(operation.stream, [])
        self._effect(operation, decision)
        seq = len(rows) + 1
        row = FeedRow(
            stream=operation.stream,
            seq=seq,
            chain=link(rows[-1].chain if rows else "", seq, operation.op_id, operation.digest, decision.outcome.value),
            outcome=decision.outcome,
            operation=operation,
            received_at=max(self.received, operation.at.wall),
            problem=decision.problem,
            fields=decision.fields,
            rev=self._revs[operation.entity.type, operation.entity.id],
        )
        rows.append(row)
        self.rows.append(row)
        told = Told(
            op_id=operation.op_id,
            outcome=decision.outcome,
            stream=operation.stream,
            seq=seq,
            problem=decision.problem,
            fields=decision.fields,
        )
        self._results[operation.op_id] = told
        return told

    def _replay(self, rows: Iterable[FeedRow]) -> None:
        for row in rows:
            self._effect(row.operation, Decision(outcome=row.outcome))

    def _effect(self, operation: Operation, decision: Decision) -> None:
        key = (operation.entity.type, operation.entity.id)
        self._revs[key] = self._revs.get(key, 0) + 1
        content: Content = decode_content(operation.body)
        if operation.entity.type == "case":
            journal = self._journals.setdefault(operation.entity.id, [])
            journal.append(
                Entry(
                    op_id=operation.op_id,
                    case_id=operation.entity.id,
                    seq=len(journal) + 1,
                    at=operation.at.wall,
                    actor=int(operation.actor.removeprefix("usr_")),
                    desk=operation.desk,
                    body=content,  # type: ignore[arg-type]
                    outcome=decision.outcome,
                )
            )
        elif isinstance(content, PersonSave) and decision.outcome in (Outcome.APPLIED, Outcome.REBASED, Outcome.SUPERSEDED):
            current = self._people.get(content.person.id)
            self._people[content.person.id], _ = person_saved(current, content, operation.base.rev)
        elif isinstance(content, PersonFlag) and decision.outcome.effective and (found := self._people.get(content.person_id)):
            kept = tuple(flag for flag in found.flags if flag.kind is not content.flag.kind)
            flags = kept if content.lifted else (*kept, content.flag)
            self._people[found.id] = PersonRow(**{**{name: getattr(found, name) for name in found.__struct_fields__}, "flags": flags})


def _groups(operations: Sequence[Operation]) -> list[list[Operation]]:
    found: list[list[Operation]] = []
    for operation in operations:
        if found and operation.group is not None and found[-1][0].group == operation.group:
            found[-1].append(operation)
        else:
            found.append([operation])
    return found


def _again(told: Told) -> Told:
    return Told(**{**{name: getattr(told, name) for name in told.__struct_fields__}, "replayed": True})
