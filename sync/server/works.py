"""What the administrator does at the server's side, by name: the same whether a server runs on the database or not."""

from __future__ import annotations

from collections.abc import Callable

from sync.protocol.problems import Code
from sync.server import accounts, devices, founding
from sync.server.centre import Centre
from sync.server.people import operators
from sync.server.refusal import Refusal

Work = Callable[[Centre, str], str]
"""Does something and returns the words that are told about it. Raises Refusal, with the words as its detail, where it cannot be done."""


def _code(centre: Centre, _: str) -> str:
    code = devices.make_code(centre, 0)
    return f"enrolment code {code.code}, for one desk, until {code.expires_at[11:16]}"


def _password(centre: Centre, number: str) -> str:
    if not centre.database.read(lambda connection: operators(connection, [int(number)])):
        raise Refusal(Code.INVALID_REQUEST, f"there is no operator {number}: bring the staff in first (main.py import operator FILE)")
    password = founding.new_password(centre)
    accounts.set_password(centre, int(number), password)
    return f"operator {number} signs in with {password} from now on"


def _devices(centre: Centre, _: str) -> str:
    rows = [
        f"{row.desk:>4}  {row.id}  {row.name}" + (f"  (shut out {row.revoked_at[:16].replace('T', ' ')})" if row.revoked_at else "")
        for row in devices.known_devices(centre)
    ]
    return "\n".join(("desk  device                name", *rows)) if rows else "no desk has been enrolled"


def _revoke(centre: Centre, device: str) -> str:
    """Shut a device out, which is named by its id, or by a name or desk number that no other has."""
    meant = [row for row in devices.known_devices(centre) if device in (row.id, row.name, str(row.desk)) and not row.revoked_at]
    if len(meant) > 1:
        raise Refusal(Code.INVALID_REQUEST, f"{len(meant)} devices are called {device}: say which by its id (server devices)")
    if not meant:
        raise Refusal(Code.INVALID_REQUEST, f"there is no device {device} that could be shut out (server devices lists them)")
    devices.revoke_device(centre, meant[0].id)
    return f"{meant[0].name} ({meant[0].id}) is shut out"


def _new_epoch(centre: Centre, _: str) -> str:
    return f"a new history begins: {founding.new_epoch(centre)}; every desk compares with it when it comes"


WORKS: dict[str, Work] = {"code": _code, "devices": _devices, "password": _password, "revoke": _revoke, "new-epoch": _new_epoch}
