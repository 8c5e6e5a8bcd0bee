"""Who watches over a world: what operators were told, what the centre said, and the feed as it grows. Nothing here asks the product."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from models.records.catalogue import Line
from models.records.effects import Content
from models.records.feed import FeedRow
from models.records.journal import Accept
from models.records.operation import Desk, Entity
from sync.protocol.messages import PushAnswer, Pushed
from tests.simulation.acts import MARK
from tests.simulation.points import Deed
from tests.simulation.routes import Answer, Request

_row = msgspec.json.Decoder(FeedRow).decode
_answer = msgspec.json.Decoder(PushAnswer).decode


class Violation(AssertionError):
    """An invariant does not hold. ``invariant`` is its name in the sync protocol, 4.3."""

    def __init__(self, invariant: str, words: str) -> None:
        super().__init__(f"{invariant}: {words}")
        self.invariant = invariant


@dataclass(frozen=True)
class Done:
    """An operation that an operator was told to be saved: at which desk, as which of everything that was done there.

    ``sound``: of a form that the centre can read.
    """

    op_id: str
    seat: str
    place: int
    entity: Entity
    content: Content
    base: int
    group: tuple[str, ...]
    sound: bool


class Witness:
    """Keeps what it hears. ``lost`` are operations whose disk was set back before the centre had them: nobody could keep those.

    ``readers`` are the desks that may read the sealed line, ``once`` those that ever might. ``torn``: the centre was set back and nobody
    said so, as by a standby that was not synchronous (which the protocol does not allow).
    """

    def __init__(self) -> None:
        self.done: dict[str, Done] = {}
        self.lost: set[str] = set()
        self.answers: dict[str, Pushed] = {}
        self.feed: dict[str, list[FeedRow]] = defaultdict(list)
        self.places: dict[str, tuple[str, int]] = {}
        self.chains: set[tuple[str, int, str]] = set()
        self.readers: set[str] = set()
        self.once: set[str] = set()
        self.torn = False

    def saved(self, seat: str, desk: Desk, deeds: Sequence[Deed]) -> None:
        """An operator was told that these operations are safe."""
        group = tuple(deed[0] for deed in deeds)
        for op_id, _, entity, content, base in deeds:
            self.done[op_id] = Done(op_id, seat, len(self.done), entity, content, base, group, len(desk.session) <= 120)

    def of(self, seat: str) -> Iterator[Done]:
        """Yield what was done at a desk and can be asked for."""
        return (done for done in self.done.values() if done.seat == seat and done.op_id not in self.lost)

    def sealed(self, case_id: str) -> bool:
        """Tell whether a case is the psychology line's: it leaves a desk at which somebody sits down who may not read it."""
        return any(
            isinstance(done.content, Accept) and done.content.line is Line.PSYCHOLOGY
            for done in self.done.values()
            if done.entity.id == case_id
        )

    def heard(self, seat: str, request: Request, told: Answer) -> None:
        """An answer is on its way to a desk. Raises Violation I13 or I4."""
        if seat not in self.readers and any(not _own(seat, line) for line in told.body.splitlines() if MARK.encode() in line):
            raise Violation("I13", f"words of the sealed line go to {seat} in an answer to {request.path}")
        if request.path != "/ops" or told.status != 200:
            return
        for result in _answer(told.body).results:
            before = self.answers.setdefault(result.op_id, result)
            if msgspec.structs.replace(result, replayed=False) != msgspec.structs.replace(before, replayed=False):
                raise Violation("I4", f"{result.op_id}: {before} and then {result}")

    def read(self, look: sqlite3.Connection) -> list[FeedRow]:
        """Take in what is new in the centre's feed; return it."""
        fresh: list[FeedRow] = []
        for (stream,) in look.execute("SELECT stream FROM stream_head ORDER BY stream").fetchall():
            known = self.feed[stream]
            rows = look.execute("SELECT line FROM feed WHERE stream = ? AND seq > ? ORDER BY seq", (stream, len(known)))
            found = [_row(line) for (line,) in rows]
            known += found
            fresh += found
            self.chains.update((stream, row.seq, row.chain) for row in found)
        return fresh

    def set_back(self, look: sqlite3.Connection, *, epoch: bool) -> None:
        """The centre's history is another one from here on: what it says now is what counts. Without a new ``epoch`` no desk is told."""
        self.torn |= not epoch
        self.feed.clear()
        self.places.clear()
        self.read(look)
        self.answers.clear()
        for stream, rows in self.feed.items():
            for row in rows:
                op_id = row.operation.op_id
                self.places[op_id] = stream, row.seq
                self.answers[op_id] = Pushed(
                    op_id=op_id, outcome=row.outcome, stream=stream, seq=row.seq, problem=row.problem, fields=row.fields
                )


def _own(seat: str, line: bytes) -> bool:
    """Tell whether a line of an answer is a row in the drawer of whoever said it, at their desk: they may be told that it was refused."""
    number = seat.removeprefix("W")
    try:
        row = _row(line)
    except msgspec.MsgspecError:
        return False
    return row.stream == f"me/{number}" and row.operation.actor == f"usr_{number}"
