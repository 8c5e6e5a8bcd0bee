"""The first start: tables, the epoch, what ships as reference data, and the administrator who lets the others in."""

from __future__ import annotations

import base64
import uuid

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, inspect, select, text, update

from models.migrations import HEADS
from models.records.base import Record, Text
from models.records.operation import Entity
from models.records.staff import Role
from models.store.reference import ReferenceData, ReferenceRow, import_of, shelf_of, shipped
from models.tables.centre import Account, EnrolledDevice
from models.tables.centre import Centre as CentreRow
from sync.server.accounts import hash_of
from sync.server.centre import Centre
from sync.server.devices import make_code
from sync.server.itself import Itself
from sync.server.preparing import Prepared
from sync.server.push import take_in

_LOCK = 81890
"""The advisory lock under which the processes of one centre make its tables, one after the other."""

_SESSION = "ses_centre"


class Founded(Record, frozen=True):
    """What the administrator is told at the first start, and only then."""

    number: int
    password: str
    code: str
    code_until: str


class NewerDatabase(Exception):
    """The database was written by a newer program. ``found`` is its version, ``known`` the newest one that this program has."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(found, known)
        self.found = found
        self.known = known


def found(centre: Centre, reference: ReferenceData | None = None) -> Founded | None:
    """Make the database ready and read from it what the centre is called; return what the administrator needs where it is new.

    Several processes may do this at once: the first does the work. Raises NewerDatabase, or Refusal where the database does not answer.
    """
    administrator = centre.database.write(lambda connection: _found(connection, centre, reference))
    row = centre.database.read(lambda connection: connection.execute(select(CentreRow.__table__)).one())
    centre.epoch, centre.name = row.epoch, Text(row.name_zh, row.name_en)
    if administrator is None:
        return None
    number, password = administrator
    code = make_code(centre, number)
    return Founded(number=number, password=password, code=code.code, code_until=code.expires_at)


def version(connection: Connection) -> str:
    """Return the revision of the tables, '' where there are none so far."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def new_epoch(centre: Centre) -> str:
    """Begin a new history: after a backup was restored, or a standby took over that was not synchronous. Every desk then compares anew."""
    epoch = centre.new_epoch()
    centre.database.write(lambda connection: connection.execute(update(CentreRow).values(epoch=epoch)))
    centre.epoch = epoch
    return epoch


def present_epoch(centre: Centre) -> str:
    """Return the history that the database is in now: an administrator's command beside this process may have begun a new one."""
    query = select(CentreRow.epoch).where(CentreRow.id == 1)
    centre.epoch = str(centre.database.ask(lambda connection: connection.scalar(query)))
    return centre.epoch


def new_password(centre: Centre) -> str:
    """Return a password that can be read out: 12 signs, 58 bits."""
    alphabet = "23456789abcdefghjkmnpqrstuvwx"
    signs = "".join(alphabet[byte % len(alphabet)] for byte in centre.chance(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def _found(connection: Connection, centre: Centre, reference: ReferenceData | None) -> tuple[int, str] | None:
    """Make what is missing; return the administrator's number and password where nobody could sign in so far."""
    if centre.database.kind == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    before = version(connection)
    if before > HEADS["centre"]:
        raise NewerDatabase(before, HEADS["centre"])
    if before < HEADS["centre"]:
        from models.migrations.upgrade import upgrade  # noqa: PLC0415 – start-up: Alembic is needed once a release

        upgrade(connection, "centre")
    if connection.execute(select(CentreRow.id)).one_or_none() is None:
        _begin(connection, centre, reference or shipped())
    if connection.execute(select(Account.number).limit(1)).one_or_none() is not None:
        return None
    staff = (reference or shipped()).staff
    number = next((person.number for person in staff if person.role is Role.ADMIN and not person.retired), None)
    if number is None:
        return None
    password = new_password(centre)
    row = {"number": number, "password": hash_of(centre, password), "failures": 0, "closed_until": ""}
    connection.execute(insert(Account), [row])
    return number, password


def _begin(connection: Connection, centre: Centre, reference: ReferenceData) -> None:
    key = Ed25519PrivateKey.from_private_bytes(centre.chance(32))
    who = Itself(key, _SESSION)
    now, centre.epoch = centre.now(), centre.new_epoch()
    row = {
        "id": 1,
        "epoch": centre.epoch,
        "name_zh": centre.name.zh,
        "name_en": centre.name.en,
        "key": base64.b64encode(key.private_bytes_raw()).decode(),
        "begun_at": now,
    }
    device = {
        "id": who.caller.device,
        "name": centre.name.zh,
        "public_key": who.caller.public_key,
        "desk": 0,
        "inc": 0,
        "last_dseq": 0,
        "enrolled_at": now,
        "enrolled_by": 0,
        "revoked_at": "",
    }
    connection.execute(insert(CentreRow), [row])
    connection.execute(insert(EnrolledDevice), [device])
    tables = [(name, rows) for name, rows in reference.tables() if rows]
    take_in(connection, centre, who.caller, [_filling(centre, who, place, name, rows) for place, (name, rows) in enumerate(tables, 1)])


def _filling(centre: Centre, who: Itself, dseq: int, name: str, rows: tuple[ReferenceRow, ...]) -> Prepared:
    entity, op_id = Entity(type="reference", id=name), str(uuid.UUID(bytes=centre.chance(16), version=4))
    return who.said(centre, entity, shelf_of(name).stream, import_of(name, rows), op_id=op_id, inc=1, dseq=dseq)
