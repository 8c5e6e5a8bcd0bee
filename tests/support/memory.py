"""A centre and a desk in memory, as much of them as the engine's tests need: they keep the protocol, without rules, keys or disks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from models.records.base import Text
from models.records.failure import Diverged, StoreFailure
from models.records.feed import Cursor, FeedRow
from models.records.operation import At, Base, Changes, Entity, Operation, Topic
from models.records.outcome import Outcome
from models.records.staff import OperatorRow, Role
from models.records.sync import Waiting
from models.rules.chain import link
from models.store.clock import CentreTime, stamp
from sync.client.failures import Refused
from sync.client.ports import Proof, Pulled
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Challenge, Heads, Manifest, Meta, Presence, Pull, PullEnd, Push, PushAnswer, Pushed, Session, SignIn
from sync.protocol.problems import RETRYABLE, STATUS, Code, Problem, type_of
from tests.support.virtual import VirtualClock

STREAM = "centre/ruian"
OPERATOR = OperatorRow(number=12, name=Text("林静", "Lin Jing"), role=Role.OPERATOR, desk=12)
PASSWORD = "not a real one"
META = Meta(
    protocol=(1,), epoch="e", centre=Text("瑞安"), now="2026-11-26T08:00:00+08:00", types={}, limits=LIMITS, minimum_client="0.1.0"
)


def refusal(code: Code, **more: Any) -> Refused:
    """Return what the wire raises for a problem."""
    return Refused(Problem(type=type_of(code), title=code.value, status=STATUS.get(code, 400), retryable=code in RETRYABLE, **more))


def operation(device: str, inc: int, dseq: int, op_id: str, group: str | None = None, size: int = 10) -> Operation:
    """Return an operation that says nothing, ``size`` bytes long."""
    return Operation(
        op_id=op_id,
        device=device,
        inc=inc,
        dseq=dseq,
        actor="usr_12",
        session="",
        stream=STREAM,
        group=group,
        entity=Entity(type="case", id=f"case-{op_id}"),
        type="case.note",
        v=1,
        base=Base(rev=0),
        at=At(wall="2026-11-26T08:00:00.000+08:00", mono_ms=0, boot="b"),
        salt="",
        body="x" * size,
        digest=f"digest-{op_id}",
        sig="",
    )


class Desk:
    """The store of one desk."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.inc = 1
        self.operations: list[Operation] = []
        self.acked: dict[str, int] = {}
        self.confirmed: set[str] = set()
        self.aside: dict[str, str] = {}
        self.rows: list[str] = []
        self.epoch = ""
        self.cursors: dict[str, Cursor] = {}
        self.time: CentreTime | None = None
        self.begun_anew = 0
        self.let_go = 0
        self.takes_no_image = False

    def write(self, count: int = 1, group: bool = False) -> list[str]:
        """Do ``count`` things, as one group where that is asked for."""
        ids = [f"{self.device}-{len(self.operations) + place}" for place in range(count)]
        for op_id in ids:
            dseq = 1 + max((operation.dseq for operation in self.operations if operation.inc == self.inc), default=0)
            self.operations.append(operation(self.device, self.inc, dseq, op_id, ids[0] if group else None))
        return ids

    def unsent(self) -> list[Operation]:
        """Return what no centre has acknowledged."""
        return [one for one in self.operations if one.op_id not in self.acked and one.op_id not in self.aside]


class DeskLocal:
    """``sync.client.ports.Local`` over :class:`Desk`."""

    def outgoing(self, store: Desk, ops: int, size: int) -> tuple[Operation, ...]:
        batch: list[Operation] = []
        for one in store.unsent():
            torn = bool(batch) and one.group is not None and batch[-1].group == one.group
            full = len(batch) >= ops or sum(len(each.body) for each in batch) >= size
            if full and not torn:
                break
            batch.append(one)
        return tuple(batch)

    def acknowledge(self, store: Desk, results: Sequence[Pushed]) -> Changes:
        store.acked.update({result.op_id: result.seq for result in results})
        return Changes(touched=frozenset({(Topic.OUTBOX, "")}))

    def rewind(self, store: Desk, expected: int) -> bool:
        if not any(one.inc == store.inc and one.dseq == expected for one in store.operations):
            return False
        for one in store.operations:
            if one.inc == store.inc and one.dseq >= expected:
                store.acked.pop(one.op_id, None)
        return True

    def acknowledged(self, store: Desk) -> frozenset[str]:
        return frozenset(store.acked.keys() - store.confirmed)

    def offer_missing(self, store: Desk, heads: Mapping[str, int], before: Collection[str]) -> Changes:
        at, end = store.cursors.get(STREAM, Cursor()).seq, heads[STREAM]
        waiting = [(op_id, seq) for op_id, seq in store.acked.items() if op_id not in store.confirmed]
        missing = [op_id for op_id, seq in waiting if seq <= at or (op_id in before and seq > end)]
        for op_id in missing:
            del store.acked[op_id]
        return Changes(touched=frozenset((Topic.OUTBOX, op_id) for op_id in missing))

    def renew_incarnation(self, store: Desk) -> Changes:
        store.inc += 1
        again = {one.op_id: place for place, one in enumerate(store.unsent(), 1)}
        store.operations = [
            operation(one.device, store.inc, again[one.op_id], one.op_id, one.group, len(one.body)) if one.op_id in again else one
            for one in store.operations
        ]
        return Changes()

    def set_aside(self, store: Desk, ids: Sequence[str], problem: str) -> Changes:
        store.aside.update(dict.fromkeys(ids, problem))
        self.renew_incarnation(store)
        return Changes(touched=frozenset({(Topic.OUTBOX, "")}))

    def leave(self, store: Desk, reads: Sequence[str]) -> Changes:
        return Changes()

    def cursors(self, store: Desk) -> tuple[str, dict[str, Cursor]]:
        return store.epoch, dict(store.cursors)

    def apply_page(self, store: Desk, rows: Sequence[FeedRow], cursors: dict[str, Cursor], epoch: str) -> Changes:
        at = dict(store.cursors)
        for row in rows:
            before = at.get(row.stream, Cursor())
            chain = link(before.chain, row.seq, row.operation.op_id, row.operation.digest, row.outcome.value)
            if row.seq != before.seq + 1 or row.chain != chain:
                raise Diverged("feed.diverged")
            at[row.stream] = Cursor(seq=row.seq, chain=chain)
        store.rows += [row.operation.op_id for row in rows]
        store.confirmed |= {row.operation.op_id for row in rows if row.operation.device == store.device}
        store.cursors, store.epoch = {**at, **cursors}, epoch
        return Changes(touched=frozenset((Topic.CASE, row.operation.entity.id) for row in rows))

    def diverged(self, store: Desk) -> Changes:
        store.begun_anew += 1
        store.acked, store.rows, store.cursors, store.epoch = {}, [], {}, ""
        return Changes(touched=frozenset({(Topic.CASE, "")}))

    def schema(self, store: Desk) -> str:
        return "r1"

    def adopt(self, store: Desk, image: Path, epoch: str, cursors: dict[str, Cursor]) -> Changes:
        if store.takes_no_image:
            raise StoreFailure("snapshot.unfit")
        store.rows = image.read_text(encoding="utf-8").split()
        store.epoch, store.cursors = epoch, dict(cursors)
        image.unlink()
        return Changes(touched=frozenset({(Topic.CASE, "")}))

    def join(self, store: Desk, epoch: str, desk: int) -> Changes:
        store.epoch = epoch
        return Changes()

    def waiting(self, store: Desk) -> Waiting:
        unsent = store.unsent()
        return Waiting(count=len(unsent), since=unsent[0].at.wall if unsent else "")

    def needs(self, store: Desk) -> int:
        return len(store.aside)

    def prove(self, store: Desk, words: str) -> Proof:
        return Proof(device=store.device, public_key="", signature=words)

    def let_go(self, store: Desk) -> int:
        store.let_go += 1
        return 0

    def tell_time(self, store: Desk, time: CentreTime) -> None:
        store.time = time


class Centre:
    """The central server: one stream, devices that are counted, tokens that end."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.epoch = "epoch-1"
        self.feed: list[FeedRow] = []
        self.results: dict[str, Pushed] = {}
        self.devices: dict[str, tuple[int, int]] = {}
        self.refused: dict[str, Code] = {}
        self.tokens: set[str] = set()
        self.spent: set[str] = set()
        self.password = PASSWORD
        self.revoked: set[str] = set()
        self.ended: list[str] = []
        self.present: list[Presence] = []
        self.image: tuple[Manifest, bytes] | None = None
        self.pushes: list[tuple[Operation, ...]] = []
        self._sessions = 0

    def restore(self, rows: int) -> None:
        """Come back from an old backup: fewer rows, a new history."""
        self.epoch += "'"
        self.feed = self.feed[:rows]
        kept = {row.operation.op_id for row in self.feed}
        self.results = {op_id: result for op_id, result in self.results.items() if op_id in kept}
        self.devices = {}
        for row in self.feed:
            self.devices[row.operation.device] = (row.operation.inc, row.operation.dseq)

    def fail_over(self, rows: int) -> None:
        """A standby takes over that lacks the last ``rows``, and nobody tells it to begin a new history."""
        epoch = self.epoch
        self.restore(len(self.feed) - rows)
        self.epoch = epoch

    def meta(self) -> Meta:
        return replace(META, epoch=self.epoch, now=stamp(self.clock.now()))

    def nonce(self) -> Challenge:
        return Challenge(nonce="nonce")

    def sign_in(self, request: SignIn) -> Session:
        if request.device in self.revoked:
            raise refusal(Code.DEVICE_REVOKED)
        if request.password != self.password or request.number != OPERATOR.number or request.proof != request.nonce:
            raise refusal(Code.LOGIN_FAILED)
        return self._session()

    def refresh(self, token: str) -> Session:
        if token in self.spent:
            self.tokens.clear()
            raise refusal(Code.LOGIN_REQUIRED)
        self.spent.add(token)
        return self._session()

    def sign_out(self, access: str, session: str) -> None:
        self._check(access)
        self.ended.append(session)
        self.tokens.clear()

    def end_tokens(self) -> None:
        """A quarter of an hour has passed."""
        self.tokens.clear()

    def push(self, access: str, request: Push) -> PushAnswer:
        self._check(access)
        self.pushes.append(request.operations)
        if request.epoch not in ("", self.epoch):
            raise refusal(Code.CURSOR_DIVERGED)
        bad = [self.refused[one.op_id] for one in request.operations if one.op_id in self.refused]
        if bad:
            raise refusal(bad[0])
        return PushAnswer(results=tuple(self._take(one) for one in request.operations))

    def pull(self, access: str, request: Pull) -> Pulled:
        self._check(access)
        cursor = request.cursors[STREAM]
        known = self.feed[cursor.seq - 1].chain if 0 < cursor.seq <= len(self.feed) else ""
        if (request.epoch and request.epoch != self.epoch) or cursor.chain != known or cursor.seq > len(self.feed):
            raise refusal(Code.CURSOR_DIVERGED, stream=STREAM)
        rows = tuple(self.feed[cursor.seq : cursor.seq + request.limit])
        end = Cursor(seq=rows[-1].seq, chain=rows[-1].chain) if rows else cursor
        return Pulled(
            rows=rows,
            end=PullEnd(epoch=self.epoch, cursors={STREAM: end}, heads={STREAM: len(self.feed)}, more=end.seq < len(self.feed)),
        )

    def pull_end(self) -> Cursor:
        """Return where the stream stands."""
        return Cursor(seq=self.feed[-1].seq, chain=self.feed[-1].chain) if self.feed else Cursor()

    def heads(self, access: str) -> Heads:
        self._check(access)
        return Heads(epoch=self.epoch, heads={STREAM: len(self.feed)})

    def presence(self, access: str, request: Presence) -> None:
        self._check(access)
        self.present.append(request)

    def _take(self, one: Operation) -> Pushed:
        inc, last = self.devices.get(one.device, (0, 0))
        last = last if one.inc == inc else 0
        if one.inc < inc or (one.inc == inc and one.dseq <= last):
            before = self.results.get(one.op_id)
            if before is None:
                raise refusal(Code.DEVICE_ROLLBACK)
            return before
        if one.dseq > last + 1:
            raise refusal(Code.DSEQ_GAP, expected=last + 1)
        self.devices[one.device] = (one.inc, one.dseq)
        if one.op_id in self.results:
            return self.results[one.op_id]
        seq = len(self.feed) + 1
        chain = link(self.feed[-1].chain if self.feed else "", seq, one.op_id, one.digest, Outcome.APPLIED.value)
        self.feed.append(FeedRow(stream=STREAM, seq=seq, chain=chain, outcome=Outcome.APPLIED, operation=one, received_at=""))
        self.results[one.op_id] = Pushed(op_id=one.op_id, outcome=Outcome.APPLIED, stream=STREAM, seq=seq)
        return self.results[one.op_id]

    def _session(self) -> Session:
        self._sessions += 1
        access = f"access-{self._sessions}"
        self.tokens.add(access)
        return Session(
            id=f"ses_{self._sessions}",
            operator=OPERATOR,
            access=access,
            refresh=f"refresh-{self._sessions}",
            expires_in=900,
            reads=(STREAM,),
        )

    def _check(self, access: str) -> None:
        if access not in self.tokens:
            raise refusal(Code.TOKEN_EXPIRED)

