"""The door beside the server, for its administrator: a socket next to a SQLite file that only its owner may open.

On SQLite nobody but the server may write to the file, so a command that finds one running asks it through here.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
from sqlalchemy import make_url

from models.records.base import Record
from sync.server.observing import fault
from sync.server.refusal import Refusal
from sync.server.service import Service
from sync.server.works import WORKS

_SECONDS = 10.0
_MOST = 4096


class Asked(Record, frozen=True):
    """A work (see ``sync.server.works``) and what it is about."""

    work: str
    about: str = ""


def door(url: str) -> Path | None:
    """Return where the door of a database is, None for one that has none or whose path is too long for a socket."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not hasattr(socket, "AF_UNIX"):
        return None
    path = Path(address.database or "centre.db").absolute()
    path = path.with_name(f"{path.name}.door")
    return path if len(str(path).encode()) < 100 else None


class Answered(Record, frozen=True):
    """What came of a work: the words to be told, and whether it was done."""

    words: str
    done: bool = True


def ask(path: Path, asked: Asked) -> Answered:
    """Have a running server do something and return what came of it. Raises OSError where none answers."""
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(_SECONDS)
        asking.connect(str(path))
        asking.sendall(msgspec.json.encode(asked) + b"\n")
        asking.shutdown(socket.SHUT_WR)
        words = b""
        while part := asking.recv(_MOST):
            words += part
    return msgspec.json.decode(words, type=Answered)


@contextlib.asynccontextmanager
async def answering(service: Service, path: Path | None) -> AsyncIterator[None]:
    """Answer at the door as long as the server runs."""
    if path is None:
        yield
        return

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_SECONDS):
                asked = msgspec.json.decode(await reader.readline(), type=Asked)
                told = Answered(await service.run(WORKS[asked.work], service.centre, asked.about))
        except (TimeoutError, OSError, msgspec.MsgspecError, KeyError, ValueError):
            told = Answered("this was not understood", done=False)
        except Refusal as refusal:
            told = Answered(refusal.detail or refusal.code.value, done=False)
        except Exception as error:
            fault(error)
            told = Answered("this failed; the server's log says where", done=False)
        try:
            async with asyncio.timeout(_SECONDS):
                writer.write(msgspec.json.encode(told))
                await writer.drain()
        except (TimeoutError, OSError):
            return  # whoever asked has gone
        finally:
            writer.close()

    path.unlink(missing_ok=True)
    server = await asyncio.start_unix_server(answer, path, limit=_MOST)
    path.chmod(0o600)
    try:
        yield
    finally:
        server.close()
        path.unlink(missing_ok=True)
