"""Devices: a one-time code lets a key in, and a key can be shut out at once (sync protocol 3.12)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, delete, insert, select, update

from models.records.base import Record
from models.store.clock import stamp
from models.tables.centre import Centre as CentreRow
from models.tables.centre import Document, EnrolledDevice, EnrolmentCode, Presence, SignedIn
from sync.protocol.messages import Enrol, Enrolled, KnownOperator, NewCode, Rehearse, Rehearsed
from sync.protocol.problems import Code
from sync.server.centre import Centre, hidden
from sync.server.deciding import named
from sync.server.people import operators
from sync.server.refusal import Refusal

CODE = timedelta(minutes=10)
"""How long an enrolment code is good."""

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without signs that are mistaken for one another when read out."""
_SIGNS = 10
_NO_PROOF = "the proof is not a signature of this key over the code"

DESKS = range(1, 1000)
"""Desk numbers, as they stand in case numbers."""
_NAMED = re.compile(r"\D*?(\d{1,3})")
"""A name that ends in its number; what an operating system makes up (DESKTOP-7F3K2) holds none."""
_NAMELESS = range(101, 1000)
"""From these comes the number of a device that asks for none: the low ones are those of people."""


def make_code(centre: Centre, made_by: int) -> NewCode:
    """Return a new enrolment code."""
    signs = "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in centre.chance(_SIGNS))
    code = f"{signs[:5]}-{signs[5:]}"
    expires_at = stamp(centre.clock.now() + CODE)
    row = {"code": hidden(_plain(code)), "made_by": made_by, "expires_at": expires_at, "device": ""}
    centre.database.write(lambda connection: connection.execute(insert(EnrolmentCode), [row]))
    return NewCode(code=code, expires_at=expires_at)


def enrol(centre: Centre, wanted: Enrol) -> Enrolled:
    """Take a device's key in for a code. The same device may ask again with the same code, where the answer was lost.

    It gets the desk number that it asks for, or that its name ends in (``W07``), unless another device has that. Raises Refusal
    ``code-invalid``, ``device-revoked`` or ``invalid-request``.
    """
    if wanted.desk not in (0, *DESKS):
        raise Refusal(Code.INVALID_REQUEST, "$.desk: 1 to 999, or 0 for any")
    public = key_of(wanted.public_key)
    if not signed(public, wanted.proof, wanted.code):
        raise Refusal(Code.CODE_INVALID, _NO_PROOF)
    name = device_id(public)
    now = centre.now()

    def work(connection: Connection) -> int:
        made_by, known = _let_in(connection, wanted.code, name, now, using=True)
        used = EnrolmentCode.code == hidden(_plain(wanted.code))
        connection.execute(update(EnrolmentCode).where(used).values(device=name))
        if known is not None:
            return known
        desk = _desk(connection, wanted, now)
        connection.execute(insert(EnrolledDevice), [_row(name, wanted, desk, made_by, now)])
        return desk

    desk = centre.database.write(work)
    return Enrolled(device=name, epoch=centre.epoch, centre=centre.name, desk=desk)


def rehearse(centre: Centre, wanted: Rehearse) -> Rehearsed:
    """Tell what a desk would meet that is let in with a code; nothing is written and the code stays good.

    Raises Refusal ``code-invalid``, ``device-revoked`` or ``invalid-request``.
    """
    public = key_of(wanted.public_key)
    if not signed(public, wanted.proof, wanted.code):
        raise Refusal(Code.CODE_INVALID, _NO_PROOF)

    def work(connection: Connection) -> Rehearsed:
        _let_in(connection, wanted.code, device_id(public), centre.now(), using=False)
        found = operators(connection, wanted.operators)
        return Rehearsed(
            centre=centre.name,
            operators=tuple(KnownOperator(number=row.number, role=row.role, retired=row.retired) for row in found.values()),
            unknown={kind: gone for kind, codes in wanted.codes.items() if (gone := _unknown(connection, kind, codes))},
        )

    return centre.database.read(work)


def _let_in(connection: Connection, code: str, device: str, now: str, *, using: bool) -> tuple[int, int | None]:
    """Return who made a code that lets this device in, and its desk number where it is in already; ``using`` it up, the code is locked.

    Raises Refusal ``code-invalid`` or ``device-revoked``.
    """
    query = select(EnrolmentCode.__table__).where(EnrolmentCode.code == hidden(_plain(code)))
    found = connection.execute(query.with_for_update() if using else query).one_or_none()
    if found is None or found.expires_at <= now or found.device not in ("", device):
        raise Refusal(Code.CODE_INVALID, "unknown, used or out of date")
    known = connection.execute(select(EnrolledDevice.revoked_at, EnrolledDevice.desk).where(EnrolledDevice.id == device)).one_or_none()
    if known is not None and known.revoked_at:
        raise Refusal(Code.DEVICE_REVOKED, "a key that was shut out does not come in again: make a new one")
    return found.made_by, None if known is None else known.desk


def _unknown(connection: Connection, kind: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of a reference table of which the centre has no row."""
    query = select(Document.code).where(Document.kind == kind, Document.code.in_(codes))
    known = set(connection.scalars(query)) if codes else set()
    return tuple(code for code in codes if code not in known)


class Known(Record, frozen=True):
    """A device that has been let in: its desk number, its id, its name, and since when it is shut out ('' = it is not)."""

    desk: int
    id: str
    name: str
    revoked_at: str


def known_devices(centre: Centre) -> tuple[Known, ...]:
    """Return the devices that codes have let in, by their desk numbers; the centre itself is a device without one."""
    columns = (EnrolledDevice.desk, EnrolledDevice.id, EnrolledDevice.name, EnrolledDevice.revoked_at)
    query = select(*columns).where(EnrolledDevice.desk > 0).order_by(EnrolledDevice.desk, EnrolledDevice.enrolled_at)
    return tuple(Known(*row) for row in centre.database.read(lambda connection: connection.execute(query).all()))


def revoke_device(centre: Centre, device: str) -> bool:
    """Shut a device out; return whether there is one of that name."""
    if not named(device):
        return False
    now = centre.now()
    statement = update(EnrolledDevice).where(EnrolledDevice.id == device, EnrolledDevice.revoked_at == "").values(revoked_at=now)

    def work(connection: Connection) -> bool:
        connection.execute(statement)
        connection.execute(delete(Presence).where(Presence.session.in_(select(SignedIn.id).where(SignedIn.device == device))))
        return connection.execute(select(EnrolledDevice.id).where(EnrolledDevice.id == device)).one_or_none() is not None

    return centre.database.write(work)


def device_id(public: Ed25519PublicKey) -> str:
    """Return a device's name, which follows from its key (as on the desk, ``models.store.device``)."""
    return f"dev_{hashlib.sha256(public.public_bytes_raw()).hexdigest()[:16]}"


def key_of(text: str) -> Ed25519PublicKey:
    """Return the key behind its base64 text. Raises Refusal ``invalid-request``."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except ValueError as wrong:
        raise Refusal(Code.INVALID_REQUEST, "public_key: not an Ed25519 key in base64") from wrong


def signed(key: Ed25519PublicKey, proof: str, text: str) -> bool:
    """Tell whether ``proof`` (base64) is the key's signature over ``text``."""
    try:
        key.verify(base64.b64decode(proof, validate=True), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _plain(code: str) -> str:
    """Return a code as it is compared: however it was typed."""
    return code.replace("-", "").replace(" ", "").upper()


def _desk(connection: Connection, wanted: Enrol, now: str) -> int:
    """Return a desk number that no other device has, 0 where all are given.

    That of a device which was shut out is free from the next day on: a case number holds the day, so none is given twice.
    """
    connection.execute(select(CentreRow.id).with_for_update())
    rows = connection.execute(select(EnrolledDevice.desk, EnrolledDevice.revoked_at))
    taken = {row.desk for row in rows if row.revoked_at[:10] in ("", now[:10])}
    named = _NAMED.fullmatch(wanted.name.strip())
    asked = wanted.desk or (int(named.group(1)) if named else 0)
    free = (number for number in (asked, *_NAMELESS, *DESKS) if number in DESKS and number not in taken)
    return next(free, 0)


def _row(name: str, wanted: Enrol, desk: int, made_by: int, now: str) -> dict[str, object]:
    return {
        "id": name,
        "name": wanted.name.strip()[:80],
        "public_key": wanted.public_key,
        "desk": desk,
        "inc": 0,
        "last_dseq": 0,
        "enrolled_at": now,
        "enrolled_by": made_by,
        "revoked_at": "",
    }
