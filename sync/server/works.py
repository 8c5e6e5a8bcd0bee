"""What the administrator does at the server's side, by name: the same whether a server runs on the database or not."""

from __future__ import annotations

from collections.abc import Callable

from sync.server import accounts, devices, founding
from sync.server.centre import Centre

Work = Callable[[Centre, str], str]
"""Does something and returns the words that are told about it."""


def _code(centre: Centre, _: str) -> str:
    code = devices.make_code(centre, 0)
    return f"enrolment code {code.code}, for one desk, until {code.expires_at[11:16]}"


def _password(centre: Centre, number: str) -> str:
    password = founding.new_password(centre)
    accounts.set_password(centre, int(number), password)
    return f"operator {number} signs in with {password} from now on"


def _revoke(centre: Centre, device: str) -> str:
    found = devices.revoke_device(centre, device)
    return f"{device} is shut out" if found else f"there is no device {device}"


def _new_epoch(centre: Centre, _: str) -> str:
    return f"a new history begins: {founding.new_epoch(centre)}; every desk compares with it when it comes"


WORKS: dict[str, Work] = {"code": _code, "password": _password, "revoke": _revoke, "new-epoch": _new_epoch}
