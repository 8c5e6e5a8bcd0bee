"""What every world begins from: chance out of one seed, a small centre's reference data, and empty files to copy."""

from __future__ import annotations

import atexit
import base64
import contextlib
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from models.records.base import CHINA, Text
from models.records.operation import Entity
from models.records.staff import OperatorRow, Role
from models.store import envelope, ids
from models.store.clock import SettableClock
from models.store.database import Database
from models.store.profile import KEY, OUTBOX, REPLICA
from models.store.reference import ReferenceData, import_of, shipped
from models.store.versions import bring_up
from sync.server import accounts, devices
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.devices import device_id
from sync.server.founding import found
from sync.server.push import push
from tests.support.desks import PASSWORD, PaperDesk, signed_in

CENTRE_FILE = "centre.db"
HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
BEGUN = datetime(2026, 11, 26, 7, 0, tzinfo=CHINA)

PLUMBING, ELECTRIC, ADVICE, TOWN, STRESS = "C03-03", "C04-01", "C10-04", "C17-12", "C13-01"
"""Items for a partner, of the power line, to be answered, for a unit, and of the psychology line."""
PARTNERS = ("P001", "P002", "P003")
DISTRICT = "330381001"

STAFF = (
    (2, Role.LEAD),
    (12, Role.OPERATOR),
    (28, Role.OPERATOR),
    (29, Role.OPERATOR),
    (14, Role.COUNSELLOR),
    (27, Role.COUNSELLOR),
    (26, Role.ADMIN),
)


class Chance:
    """Stands where the product asks the module ``secrets``: ids and salts come out of the seed like everything else."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def token_bytes(self, count: int = 32) -> bytes:
        return self._random.randbytes(count)

    def randbits(self, bits: int) -> int:
        return self._random.getrandbits(bits)

    def token_hex(self, count: int = 32) -> str:
        return self._random.randbytes(count).hex()


@contextlib.contextmanager
def seeded(chance: Chance) -> Iterator[None]:
    """Let the product make its ids and salts out of ``chance``."""
    with patch.object(ids, "secrets", chance), patch.object(envelope, "secrets", chance):
        yield


def write_key(directory: Path, chance: Chance) -> None:
    """Give a new profile its device key before the store would make one by itself."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / KEY).write_bytes(base64.b64encode(chance.token_bytes(32)) + b"\n")


def full_disk() -> sqlite3.OperationalError:
    """Return what SQLite raises on a disk that takes no more."""
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_FULL, "SQLITE_FULL"
    return error


def room() -> tempfile.TemporaryDirectory[str]:
    """Return a folder for one world, in memory where the machine has such a place."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(prefix="hotline-world-", dir=memory if os.access(memory, os.W_OK) else None)


def empty_profile(target: Path) -> None:
    """Make a profile whose two files have their tables and nothing in them."""
    target.mkdir(parents=True)
    for name in (OUTBOX, REPLICA):
        shutil.copyfile(_templates() / name, target / name)


def founded_centre(target: Path) -> None:
    """Make a centre that has been founded: its staff has passwords, its reference data is small."""
    target.mkdir(parents=True)
    shutil.copyfile(_templates() / CENTRE_FILE, target / CENTRE_FILE)


@lru_cache(maxsize=1)
def _templates() -> Path:
    kept = room()
    atexit.register(kept.cleanup)
    folder = Path(kept.name)
    clock = SettableClock(BEGUN)
    for name, family, synchronous in ((OUTBOX, "outbox", "FULL"), (REPLICA, "replica", "NORMAL")):
        file = Database(folder / name, synchronous)  # type: ignore[arg-type]
        bring_up(file, family, clock)  # type: ignore[arg-type]
        file.close()
    chance = Chance(81890)
    with seeded(chance):
        centre = Centre(
            open_database(f"sqlite:///{folder / CENTRE_FILE}"), clock=clock, chance=chance.token_bytes, hasher=HASHER, verifiers=0
        )
        found(centre, small())
        for number, _ in STAFF:
            accounts.set_password(centre, number, PASSWORD)
        centre.close()
    return folder


def import_staff(centre: Centre, chance: Chance, roles: Mapping[int, Role]) -> None:
    """Let the administrator give people other roles, from a device of their own."""
    desk = PaperDesk("admin")
    desk.key = Ed25519PrivateKey.from_private_bytes(chance.token_bytes(32))
    desk.public_key = base64.b64encode(desk.key.public_key().public_bytes_raw()).decode()
    desk.id = device_id(desk.key.public_key())
    devices.enrol(centre, desk.enrolment(devices.make_code(centre, 0).code))
    desk, caller = signed_in(centre, 26, desk)
    rows = tuple(replace(row, role=roles[row.number]) for row in small().staff if row.number in roles)
    op_id = f"admin-{chance.token_hex(8)}"
    push(centre, caller, [desk.make(import_of("operator", rows), Entity(type="reference", id="operator"), op_id=op_id)])


def small() -> ReferenceData:
    """Return the reference data of a centre with five items, three partners, two units and seven people."""
    whole = shipped()
    items = tuple(item for item in whole.items if item.code in (PLUMBING, ELECTRIC, ADVICE, TOWN, STRESS))
    return ReferenceData(
        categories=tuple(row for row in whole.categories if row.code in {item.category for item in items}),
        items=items,
        districts=tuple(row for row in whole.districts if row.code == DISTRICT),
        partners=tuple(row for row in whole.partners if row.code in PARTNERS),
        units=whole.units[:2],
        articles=whole.articles[:1],
        staff=tuple(OperatorRow(number=number, name=Text(str(number)), role=role, desk=number) for number, role in STAFF),
    )
