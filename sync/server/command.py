"""``python main.py server``: the central server, and what its administrator does at its side."""

from __future__ import annotations

import argparse
import hashlib
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import uvicorn
from litestar.types import ASGIApp
from platformdirs import user_cache_path, user_data_path
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError
from uvicorn.supervisors import Multiprocess

from models.records.failure import StoreFailure
from models.store.lock import ProfileLock
from resources.profiles import load_profile
from sync.server import founding
from sync.server.ami.address import SECRET
from sync.server.app import application
from sync.server.beside import Asked, ask, door
from sync.server.calls.alone import Alone
from sync.server.calls.switch import Switch
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import Founded, NewerDatabase
from sync.server.observing import tell_in_json
from sync.server.refusal import Refusal
from sync.server.running import SETTINGS, Bounded, before_the_end, steady
from sync.server.works import WORKS

PORT = 8189
_URL = "HOTLINE_CENTRE_DB"
"""How the address of the database reaches the processes of one server; it may hold a password, so it never stands in their arguments."""
_IMAGES = "HOTLINE_CENTRE_IMAGES"
"""How the folder of the images reaches them."""
_CALLS_AT = "HOTLINE_CENTRE_CALLS_AT"
"""How the address of the call gateway reaches them."""

_OWN = ("127.0.0.1", "::1", "localhost")
_PLAIN = "Without TLS: no desk on another machine will speak to it. Give --certificate and --key, or put a proxy with TLS in front of it."
_NOWHERE = "there is no centre in this database: --db stands before the command, as it did when the server was started"


def run(argv: list[str]) -> int:
    """Do what ``argv`` says, which begins with ``server``. Returns 0 if all is well, 2 if it could not be done."""
    arguments = _parser().parse_args(argv[1:])
    url = arguments.db or os.environ.get(_URL) or f"sqlite:///{user_data_path('hotline-centre') / 'centre.db'}"
    try:
        return int(arguments.work(url, arguments))
    except (ArgumentError, ValueError):
        return _refused("--db is not the address of a database: sqlite:///path or postgresql+psycopg://user@host/name")
    except StoreFailure as failure:
        return _refused(
            "a server is running on this file already: on SQLite there is one" if failure.code == "store.in_use" else str(failure)
        )
    except Refusal as refusal:
        return _refused(refusal.detail or refusal.code.value)
    except NewerDatabase as newer:
        return _refused(f"the database has version {newer.found}, this program knows {newer.known}: start the newer program")
    except OSError as failure:
        return _refused(failure.strerror or str(failure))


def serving() -> ASGIApp:
    """Return the application of one of several processes, which find the database in their environment; uvicorn asks in its loop."""
    tell_in_json()
    centre = Centre(open_database(os.environ[_URL]))
    founding.found(centre)
    app = application(centre, images=Path(os.environ[_IMAGES]), calls_at=os.environ[_CALLS_AT])
    before_the_end(app.end)
    steady()
    return app


def _serve(url: str, arguments: argparse.Namespace) -> int:
    if wrong := _calls_are_wrong(url, arguments):
        return _refused(wrong)
    if arguments.workers > 1 and make_url(url).get_backend_name() == "sqlite":
        return _refused("several processes need PostgreSQL: give --db postgresql+psycopg://…, or leave --workers out")
    try:
        switch = _switch(arguments)
    except ValueError as failure:
        return _refused(str(failure))
    images = None if arguments.calls else arguments.images or images_of(url)
    lock, alone, centre = _lock(url), None, None
    try:
        with _listening(arguments.host, arguments.port) as listening:
            centre = Centre(open_database(url))
            founded = founding.found(centre)
            if switch is not None and centre.database.kind == "postgresql":
                alone = Alone(url)
            if founded is not None:
                _tell(_welcome(founded))
            place = f"{'https' if arguments.certificate else 'http'}://{arguments.host}:{listening.getsockname()[1]}"
            if not arguments.certificate and arguments.host not in _OWN:
                _tell(_PLAIN)
            _tell(f"81890 centre at {place} – what it speaks: {place}/schema – stop with Ctrl+C")
            tell_in_json()
            if arguments.workers == 1:
                beside = None if arguments.calls else door(url)
                at, only = arguments.calls_at, arguments.calls
                app = application(centre, beside, images, switch=switch, calls_at=at, calls_only=only, alone=alone)
                steady()
                _Server(_config(app, arguments), app.end).run(sockets=[listening])
            else:
                centre.close()
                os.environ[_URL], os.environ[_IMAGES], os.environ[_CALLS_AT] = url, str(images), arguments.calls_at
                config = _config("sync.server.command:serving", arguments)
                Multiprocess(config, sockets=[listening]).run()
    except KeyboardInterrupt:
        pass
    finally:
        lock.release()
        if alone is not None:
            alone.release()
        if centre is not None:
            centre.close()
    return 0


def _calls_are_wrong(url: str, arguments: argparse.Namespace) -> str:
    """Return why the call system cannot be spoken to in this way, '' where it can."""
    if arguments.pbx and arguments.workers > 1:
        return (
            "the call gateway is one process: start it beside these (main.py server --db … --port … --pbx … --calls) and give these its "
            "address (--calls-at) in place of --pbx"
        )
    if arguments.calls and not arguments.pbx:
        return "--calls is the call gateway alone, which needs a call system: give --pbx"
    if arguments.calls and make_url(url).get_backend_name() == "sqlite":
        return "on SQLite there is one process: leave --calls out, and the server is the call gateway besides"
    if arguments.pbx and arguments.calls_at:
        return "--calls-at names the gateway of another process: leave it or --pbx out"
    return ""


def _switch(arguments: argparse.Namespace) -> Switch | None:
    """Return the call system that was given, None for none. Raises ValueError with a sentence."""
    if not arguments.pbx:
        return None
    from sync.server.pbx import Given, call_system  # noqa: PLC0415 – start-up: most servers speak to no call system

    given = Given(address=arguments.pbx, secret=arguments.pbx_secret, plan=arguments.pbx_plan, authority=arguments.pbx_authority)
    return call_system(given, load_profile().wrap_up_seconds)


class _Server(uvicorn.Server):
    """A server that lets the desks go which listen to it before it waits for what is left. ``end``: see ``sync.server.observing``."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(config)
        self._end = end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._end()
        await super().shutdown(sockets)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that desks can reach from here on; they are answered as soon as the server is up."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=2048)
    listening.set_inheritable(True)
    return listening


def _config(app: ASGIApp | str, arguments: argparse.Namespace) -> uvicorn.Config:
    return uvicorn.Config(
        cast(Any, app),
        factory=isinstance(app, str),
        workers=arguments.workers,
        http=Bounded,
        timeout_graceful_shutdown=5,
        ssl_certfile=arguments.certificate,
        ssl_keyfile=arguments.key,
        **SETTINGS,
    )


def _beside(url: str, arguments: argparse.Namespace) -> int:
    """Do a work of the administrator's: through the door of a server that runs on the file, or on the database itself."""
    asked = Asked(work=arguments.name, about=str(getattr(arguments, "about", "")))
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "centre.db").exists():
        return _refused(_NOWHERE)
    try:
        lock = _lock(url)
    except StoreFailure:
        path = door(url)
        if path is None:
            return _refused("a server is running on this file and has no door here: stop it first")
        answered = ask(path, asked)
        if not answered.done:
            return _refused(answered.words)
        _tell(answered.words)
        return 0
    centre = Centre(open_database(url))
    try:
        if not centre.database.read(founding.version):
            return _refused(_NOWHERE)
        founding.found(centre)
        _tell(WORKS[asked.work](centre, asked.about))
    finally:
        centre.close()
        lock.release()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py server", description="The central server of the hotline.")
    parser.add_argument("--db", help="sqlite:///path (one file, the default) or postgresql+psycopg://user@host/name")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at; 0.0.0.0 for the whole network")
    parser.add_argument("--port", type=int, default=PORT, help="0 for any that is free")
    parser.add_argument("--images", type=Path, metavar="FOLDER", help="for the images that new desks begin with; they can be made again")
    parser.add_argument("--workers", type=int, default=1, help="processes, on PostgreSQL only")
    parser.add_argument("--certificate", help="TLS certificate (PEM)")
    parser.add_argument("--key", help="the key of the certificate (PEM)")
    parser.add_argument("--pbx", default="", metavar="ADDRESS", help="the call system: ami://user@host:port, amis://… over TLS")
    parser.add_argument("--pbx-secret", type=Path, metavar="FILE", help=f"holds the secret of its user; else {SECRET} in the environment")
    parser.add_argument("--pbx-plan", type=Path, metavar="FILE", help="queues, contexts and times of the call system (TOML)")
    parser.add_argument("--pbx-authority", type=Path, metavar="FILE", help="whom to trust for its certificate (PEM); else this machine's")
    parser.add_argument("--calls", action="store_true", help="be the call gateway and nothing else, beside servers on PostgreSQL")
    parser.add_argument("--calls-at", default="", metavar="URL", help="where consoles find the call gateway that runs beside")
    parser.set_defaults(work=_serve)
    works = parser.add_subparsers(metavar="code|devices|password|revoke|new-epoch")
    works.add_parser("code", help="print an enrolment code for one desk")
    password = works.add_parser("password", help="give an operator a new password and end their sessions")
    password.add_argument("about", type=int, metavar="NUMBER")
    works.add_parser("devices", help="list the desks that have been let in")
    works.add_parser("revoke", help="shut a device out at once").add_argument("about", metavar="DEVICE", help="its id, name or desk number")
    works.add_parser("new-epoch", help="after a restored backup or a standby that took over: have every desk compare anew")
    for name, child in works.choices.items():
        child.set_defaults(work=_beside, name=name)
    return parser


def images_of(url: str) -> Path:
    """Return where the images of a database lie unless it is said: beside a SQLite file, else in a folder of its own among the caches."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        path = Path(address.database or "centre.db")
        return path.with_name(f"{path.name}.images")
    name = hashlib.sha256(address.render_as_string(hide_password=True).encode()).hexdigest()
    return user_cache_path("hotline-centre") / f"images-{name[:16]}"


class _NoLock:
    """PostgreSQL lets several processes in."""

    def release(self) -> None:
        """Nothing is held."""


def _lock(url: str) -> ProfileLock | _NoLock:
    """Return the lock of a SQLite file. Raises StoreFailure where another process has it, ValueError for no database of ours."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return _NoLock()
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
