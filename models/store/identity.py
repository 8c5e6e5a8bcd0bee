"""The identity row of the outbox: which device this is, in which incarnation, and which number its next operation gets.

An incarnation is renewed whenever the outbox may have gone back in time (a restored backup, damage): otherwise a number could be given
twice for different operations and the second would be swallowed as a repetition (sync protocol 3.3).
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, func, insert, literal, select, update

from models.records.failure import StoreFailure, WorldFailure
from models.store.clock import Clock
from models.store.database import Database
from models.store.device import Device, load_device, make_device
from models.store.profile import KEY
from models.tables.outbox import Centre, FormerKey, Identity, Op


def identify(database: Database, directory: Path, clock: Clock) -> tuple[Device, list[WorldFailure]]:
    """Return the device of this profile, made where there is none so far, and what had to be mended.

    A key that is gone or belongs to another outbox makes a new device in a new incarnation (notice ``store.key_lost``); its public half
    is kept, so that what it sealed can still be told from what others did.
    """
    path = directory / KEY
    device = load_device(path)
    row = database.connection.execute(select(Identity.device, Identity.public_key, Identity.inc)).one_or_none()
    if row is None:
        device = device or make_device(path)
        _begin(database, device, clock)
        return device, []
    if device is not None and device.public_key == row.public_key:
        with database.transaction() as connection:
            connection.execute(update(Identity).values(boot=clock.boot))
        return device, []
    device = device or make_device(path)
    values = {"device": device.id, "public_key": device.public_key, "inc": row.inc + 1, "boot": clock.boot}
    with database.transaction() as connection:
        former = {"device": row.device, "public_key": row.public_key}
        connection.execute(insert(FormerKey).prefix_with("OR REPLACE"), [former])
        connection.execute(update(Identity).values(**values))
    return device, [StoreFailure("store.key_lost", file=KEY)]


def reconcile(database: Database, applied: int, applied_inc: int, salvaged: bool) -> list[WorldFailure]:
    """Compare the outbox with what the replica has folded; return a notice ``store.operations_lost`` where it holds less, or has gaps.

    Less than was folded, or an outbox just saved from damage, may have gone back in time: the incarnation is renewed and the numbers go on
    behind everything that was ever given. What is missing is told once, and counted in ``lost`` from then on.
    """
    row = database.connection.execute(select(Identity.inc, Identity.next_dseq, Identity.lost)).one()
    following = max(row.next_dseq, applied + 1)
    there = database.connection.scalar(select(func.count()).select_from(Op)) or 0
    pruned = database.connection.scalar(select(Centre.pruned))
    if pruned is not None:
        there += pruned + _given_anew(database, pruned)
    missing = following - 1 - there
    if not salvaged and following == row.next_dseq and missing == row.lost:
        return []
    values = {"next_dseq": following, "lost": missing}
    if salvaged or following != row.next_dseq:
        values["inc"] = max(row.inc, applied_inc) + 1
    with database.transaction() as connection:
        connection.execute(update(Identity).values(**values))
        if salvaged:
            _adopt(connection)
    return [StoreFailure("store.operations_lost", file=database.path.name, lost=missing)] if missing > row.lost else []


def _given_anew(database: Database, pruned: int) -> int:
    """Return how many numbers stand empty because their operations got others: on a desk of a centre an incarnation begins behind those."""
    query = select(Op.inc, func.min(Op.dseq), func.max(Op.dseq)).group_by(Op.inc).order_by(Op.inc)
    empty, last, before = 0, pruned, 1
    for inc, first, end in database.connection.execute(query):
        empty += first - last - 1 if inc != before else 0
        last, before = end, inc
    return empty


def _begin(database: Database, device: Device, clock: Clock) -> None:
    """Write the first identity row; an outbox with operations but without one has lost it to damage."""
    last, inc = database.connection.execute(select(func.max(Op.dseq), func.max(Op.inc))).one()
    row = {
        "id": 1,
        "device": device.id,
        "inc": (inc or 0) + 1,
        "next_dseq": (last or 0) + 1,
        "boot": clock.boot,
        "public_key": device.public_key,
        "lost": 0,
    }
    with database.transaction() as connection:
        connection.execute(insert(Identity), [row])
        _adopt(connection)


def _adopt(connection: Connection) -> None:
    """Note the devices of operations whose keys damage may have taken: of what they sealed the digests must do."""
    known = select(Identity.device).union(select(FormerKey.device))
    unknown = select(Op.device, literal("")).where(Op.device.not_in(known)).distinct()
    connection.execute(insert(FormerKey).from_select(["device", "public_key"], unknown))
