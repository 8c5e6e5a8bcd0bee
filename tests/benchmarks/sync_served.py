"""The central server for a measurement: ``sync_served.py DATABASE-URL PORT FILE DESKS [PBX]``.

It is the server that ``main.py server`` runs, with three differences: no device is told to slow down (a desk sends a batch when it has one,
not a hundred in a second), checking a password costs nothing, since sign-ins are not measured, and an image for new desks is made as soon
as nothing comes in any more, however small it is. Codes for so many desks and one operator's password go to FILE. PBX is the address of a
call system; the secret of its user stands in the environment.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import uvicorn
from argon2 import PasswordHasher
from msgspec.structs import replace

from models.records.base import Record
from models.records.staff import Role
from models.store.reference import shipped
from sync.protocol.limits import LIMITS
from sync.server import accounts, devices, founding
from sync.server.app import application
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.observing import tell_in_json
from sync.server.pbx import Given, call_system
from sync.server.running import SETTINGS, Bounded, steady
from sync.server.snapshot_maker import Plan
from tests.benchmarks.sync_wire import HOST

PLAN = Plan(least=1, share=0.0, quiet=1.0, apart=0.0)
UNHURRIED = replace(LIMITS, requests_per_second=1_000_000, burst=1_000_000)


class Told(Record, frozen=True):
    """What the desks of a measurement need to come in: an operator's number and a lead's, with one password."""

    number: int
    lead: int
    password: str
    codes: list[str]


def main(url: str, port: int, file: Path, desks: int, pbx: str = "") -> None:
    """Found the centre, let the desks in, and serve until the process is ended."""
    centre = Centre(open_database(url), limits=UNHURRIED, hasher=PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    founding.found(centre)
    told = Told(number=0, lead=0, password="", codes=[])
    if desks:
        who = {person.role: person.number for person in shipped().staff if not person.retired}
        told = Told(number=who[Role.OPERATOR], lead=who[Role.LEAD], password=founding.new_password(centre), codes=[])
        for number in (told.number, told.lead):
            accounts.set_password(centre, number, told.password)
        told.codes.extend(devices.make_code(centre, told.number).code for _ in range(desks))
    file.write_bytes(msgspec.json.encode(told))
    tell_in_json()
    switch = call_system(Given(address=pbx), wrap_up_seconds=0) if pbx else None
    app = application(centre, images=file.parent / "images", plan=PLAN, switch=switch)
    steady()
    uvicorn.run(app, host=HOST, port=port, http=Bounded, **SETTINGS)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), *sys.argv[5:])
