"""The moments at which a desk may die or its disk may fail: before and after each commit of either file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from unittest.mock import patch

from sqlalchemy import Connection

from models.records.effects import Content
from models.records.operation import Desk, Entity
from models.store.database import Database
from models.store.work import UnitOfWork
from tests.simulation.desk import Seat

Deed = tuple[str, str, Entity, Content, int]
"""What a unit of work holds of one operation: its id, stream, entity, content and base."""
Reported = Callable[[Seat, Desk, Sequence[Deed]], None]


@contextlib.contextmanager
def watched(seats: Sequence[Seat], reported: Reported) -> Iterator[None]:
    """Let the commits of these desks meet their fates, and tell ``reported`` of each deed that an operator was told to be saved."""
    transaction, leave = Database.transaction, UnitOfWork.__exit__

    def seat_of(database: Database) -> Seat | None:
        return next((seat for seat in seats if seat.directory == database.path.parent), None)

    @contextlib.contextmanager
    def frail(database: Database) -> Iterator[Connection]:
        seat = seat_of(database)
        with transaction(database) as connection:
            yield connection
            if seat is not None:
                seat.point(database.path.name, committed=False)
        if seat is not None:
            seat.point(database.path.name, committed=True)

    def left(work: UnitOfWork, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        leave(work, kind, error, trace)  # type: ignore[arg-type]
        seat = seat_of(work._home.outbox.database)
        if error is None and work._waiting and seat is not None:
            reported(seat, work._desk, work._waiting)

    with patch.object(Database, "transaction", frail), patch.object(UnitOfWork, "__exit__", left):
        yield
