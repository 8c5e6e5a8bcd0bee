"""Desks that belong to a centre on paper, for the tests of what goes to and fro between them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from models.commands import case
from models.records.case import CaseKind
from models.records.feed import Cursor
from models.records.operation import Changes, Desk, Entity
from models.records.staff import Role
from models.store import centre, sending
from models.store.clock import Clock
from models.store.comparison import differing_tables
from models.store.mirror import Mirror
from models.store.reference import import_of, shelf_of, shipped
from models.store.store import SETUP, Store, open_store
from models.tables.outbox import Op
from tests.support.centre import PaperCentre, Told


def founded(directory: Path, clock: Clock, epoch: str = "epoch-1") -> PaperCentre:
    """Return a centre with the reference data that ships, as operations of its own device."""
    paper = PaperCentre(epoch)
    founder = open_store(directory, clock=clock, alone=False)
    with founder.write(SETUP) as work:
        for name, rows in shipped().tables():
            work.record(shelf_of(name).stream, Entity(type="reference", id=name), import_of(name, rows))
    paper.push(list(founder.outbox.operations()))
    founder.close()
    return paper


OWN = {"meta", "pending", "beneath", "confirmation"}
"""Tables that say how far a desk has come itself."""


class SyncedDesk:
    """A desk with its store and its way to the centre, one step at a time."""

    def __init__(self, directory: Path, clock: Clock, paper: PaperCentre, number: int, role: Role = Role.OPERATOR) -> None:
        self.directory = directory
        self.clock = clock
        self.paper = paper
        self.desk = Desk(actor=number, desk=str(number), session=f"ses_{number}", role=role)
        self.store: Store = open_store(directory, clock=clock, alone=False)
        centre.join(self.store)

    def push(self, ops: int = 500, *, answered: bool = True) -> list[Told]:
        """Send one batch; ``answered`` False loses the answer on the way back."""
        batch = sending.outgoing(self.store, ops)
        results = self.paper.push(batch)
        if answered and results:
            sending.acknowledge(self.store, results)
        return results

    def pull(self, limit: int = 1000, streams: Iterable[str] | None = None) -> Changes:
        """Fetch and fold one page."""
        _, cursors = centre.cursors(self.store)
        rows, ends = self.paper.page(cursors, limit, streams)
        return centre.apply_page(self.store, rows, ends, self.paper.epoch)

    def behind(self) -> int:
        """Return how many rows the desk has not folded."""
        _, cursors = centre.cursors(self.store)
        return sum(len(rows) - cursors.get(stream, Cursor()).seq for stream, rows in self.paper.feed.items())

    def settle(self) -> None:
        """Push and pull until there is nothing more to do. As the engine does, it asks once also where the numbers say that nothing is new:
        another history may be as long."""
        while self.push():
            pass
        self.pull()
        while self.behind():
            self.pull()

    def come_to_rest(self) -> None:
        """Do so until nothing that the centre has acknowledged is missing in its feed either, as the engine does."""
        missing = True
        while missing:
            promised = sending.acknowledged(self.store)
            self.settle()
            ends = {stream: len(rows) for stream, rows in self.paper.feed.items()}
            missing = bool(sending.offer_missing(self.store, ends, promised).touched)

    def ids(self) -> list[str]:
        """Return the ids of everything that was done here."""
        return [operation.op_id for operation in self.store.outbox.operations()]

    def reopen(self) -> None:
        """Close the store and open it again."""
        self.store.close()
        self.open()

    def open(self) -> None:
        """Open the store."""
        self.store = open_store(self.directory, clock=self.clock, alone=False)


def states_of(desk: SyncedDesk) -> list[str]:
    return [row.state for row in desk.store.outbox.database.connection.execute(Op.__table__.select().order_by(Op.dseq))]


def accepted(desk: SyncedDesk, item: str = "C03-03", text: str = "") -> str:
    _, case_id = case.accept(desk.store, desk.desk, item_code=item, kind=CaseKind.SERVICE, number="", text=text)
    return case_id


def assert_same(desk: SyncedDesk, tmp_path: Path) -> None:
    """The desk's rows are those of a mirror that folded the whole feed at once."""
    path = tmp_path / "mirror.db"
    path.unlink(missing_ok=True)
    mirror = Mirror(path, desk.paper.epoch)
    mirror.apply(*desk.paper.page({}, 1 << 30))
    mirror.close()
    differing = set(differing_tables(desk.store.replica.database, path)) - OWN
    assert not differing, differing
    for table in OWN - {"meta"}:
        assert desk.store.read().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0, table


def restored(paper: PaperCentre, *desks: SyncedDesk) -> None:
    """Let the centre be what it was before anything was done, under a new epoch, and let the desks see it."""
    fresh = paper.copy()
    fresh.epoch = f"{paper.epoch}+"
    for stream in list(fresh.feed):
        if stream.startswith("centre/"):
            fresh.forget(stream, 1)
    for desk in desks:
        desk.paper = fresh
        centre.diverged(desk.store)
