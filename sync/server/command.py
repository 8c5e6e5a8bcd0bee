"""``python main.py server``: the central server, and what its administrator does at its side."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from litestar.types import ASGIApp
from platformdirs import user_data_path
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from models.records.failure import WorldFailure
from models.store.lock import ProfileLock
from sync.server import accounts, devices, founding
from sync.server.app import application
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import Founded, NewerDatabase
from sync.server.observing import tell_in_json
from sync.server.refusal import Refusal

PORT = 8189
_URL = "HOTLINE_CENTRE_DB"
"""How the address of the database reaches the processes of one server; it may hold a password, so it never stands in their arguments."""


def run(argv: list[str]) -> int:
    """Do what ``argv`` says, which begins with ``server``. Returns 0 if all is well, 2 if it could not be done."""
    arguments = _parser().parse_args(argv[1:])
    url = arguments.db or os.environ.get(_URL) or f"sqlite:///{user_data_path('hotline-centre') / 'centre.db'}"
    try:
        lock = _lock(url)
    except (ArgumentError, ValueError):
        return _refused("--db is not the address of a database: sqlite:///path or postgresql+psycopg://user@host/name")
    except WorldFailure:
        return _refused("a server is running on this database already; on SQLite there can be one")
    try:
        return int(arguments.work(url, arguments))
    except Refusal as refusal:
        return _refused(f"{refusal.detail or refusal.code.value}")
    except NewerDatabase as newer:
        return _refused(f"the database has version {newer.found}, this program knows {newer.known}: start the newer program")
    except OSError as failure:
        return _refused(failure.strerror or str(failure))
    finally:
        if lock is not None:
            lock.release()


def serving() -> ASGIApp:
    """Return the application of one of several processes, which find the database in their environment."""
    tell_in_json()
    centre = Centre(open_database(os.environ[_URL]))
    founding.found(centre)
    return application(centre)


def _serve(url: str, arguments: argparse.Namespace) -> int:
    if arguments.workers > 1 and make_url(url).get_backend_name() == "sqlite":
        return _refused("several processes need PostgreSQL: give --db postgresql+psycopg://…, or leave --workers out")
    centre = Centre(open_database(url))
    founded = founding.found(centre)
    if founded is not None:
        _tell(_welcome(founded))
    place = f"http://{arguments.host}:{arguments.port}"
    _tell(f"81890 centre at {place} – what it speaks: {place}/schema – stop with Ctrl+C")
    if arguments.workers == 1:
        tell_in_json()
        uvicorn.run(application(centre), **_settings(arguments))
        return 0
    centre.close()
    os.environ[_URL] = url
    uvicorn.run("sync.server.command:serving", factory=True, workers=arguments.workers, **_settings(arguments))
    return 0


def _settings(arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "host": arguments.host,
        "port": arguments.port,
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "timeout_keep_alive": 75,
        "timeout_graceful_shutdown": 5,
        "h11_max_incomplete_event_size": 64 << 10,
        "ssl_certfile": arguments.certificate,
        "ssl_keyfile": arguments.key,
    }


def _code(centre: Centre, _: argparse.Namespace) -> str:
    code = devices.make_code(centre, 0)
    return f"enrolment code {code.code}, for one desk, until {code.expires_at[11:16]}"


def _password(centre: Centre, arguments: argparse.Namespace) -> str:
    password = founding.new_password(centre)
    accounts.set_password(centre, arguments.number, password)
    return f"operator {arguments.number} signs in with {password} from now on"


def _revoke(centre: Centre, arguments: argparse.Namespace) -> str:
    if not devices.revoke_device(centre, arguments.device):
        return f"there is no device {arguments.device}"
    return f"{arguments.device} is shut out"


def _new_epoch(centre: Centre, _: argparse.Namespace) -> str:
    return f"a new history begins: {founding.new_epoch(centre)}; every desk compares with it when it comes"


def _beside(work: Callable[[Centre, argparse.Namespace], str]) -> Callable[[str, argparse.Namespace], int]:
    """Return a command that needs the database and no server."""

    def done(url: str, arguments: argparse.Namespace) -> int:
        centre = Centre(open_database(url))
        try:
            founding.found(centre)
            _tell(work(centre, arguments))
        finally:
            centre.close()
        return 0

    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py server", description="The central server of the hotline.")
    parser.add_argument("--db", help="sqlite:///path (one file, the default) or postgresql+psycopg://user@host/name")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at; 0.0.0.0 for the whole network")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--workers", type=int, default=1, help="processes, on PostgreSQL only")
    parser.add_argument("--certificate", help="TLS certificate (PEM)")
    parser.add_argument("--key", help="the key of the certificate (PEM)")
    parser.set_defaults(work=_serve)
    works = parser.add_subparsers(metavar="code|password|revoke|new-epoch")
    works.add_parser("code", help="print an enrolment code for one desk").set_defaults(work=_beside(_code))
    password = works.add_parser("password", help="give an operator a new password and end their sessions")
    password.add_argument("number", type=int)
    password.set_defaults(work=_beside(_password))
    revoke = works.add_parser("revoke", help="shut a device out at once")
    revoke.add_argument("device")
    revoke.set_defaults(work=_beside(_revoke))
    epoch = works.add_parser("new-epoch", help="after a restored backup or a standby that took over: have every desk compare anew")
    epoch.set_defaults(work=_beside(_new_epoch))
    return parser


def _lock(url: str) -> ProfileLock | None:
    """Return the lock of a SQLite file, None for another database. Raises StoreFailure where another process has it."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        open_database(url).close()
        return None
    path = Path(address.database or "centre.db")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return ProfileLock(path.with_name(f"{path.name}.lock"))


def _welcome(founded: Founded) -> str:
    return (
        "A new centre. Write this down, it is told once:\n"
        f"  administrator  number {founded.number}, password {founded.password}\n"
        f"  enrolment code {founded.code}, for one desk, until {founded.code_until[11:16]}\n"
        "Further codes: main.py server code; passwords of the others: main.py server password NUMBER."
    )


def _refused(words: str) -> int:
    sys.stderr.write(f"server: {words}\n")
    return 2


def _tell(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
