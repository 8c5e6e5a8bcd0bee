"""Servers that are started for one measurement and stopped after it, what they use of the processor, and the way to a PostgreSQL."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from sqlalchemy import make_url

from tests.benchmarks.sync_wire import HOST

START_SECONDS = 60.0
STOP_SECONDS = 15.0


@contextmanager
def running(
    command: Sequence[str], port: int, folder: Path, settings: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; what it says goes to a file in ``folder``.

    Raises RuntimeError with its last words where it does not answer on ``port`` of this machine in time.
    """
    said = folder / f"server-{port}.log"
    with said.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=cwd or folder,
            env={**os.environ, **(settings or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(process, port, said)
            yield process
        finally:
            _stop(process)


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
        else:
            return
    words = said.read_bytes()[-1500:].decode(errors="replace")
    raise RuntimeError(f"{' '.join(process.args[:3]) if isinstance(process.args, list) else process.args} did not come up: {words}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and whatever it started: they are one session, which was made for it."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    process.wait(STOP_SECONDS)


def socket_of(address: str) -> Path:
    """Return the folder of the socket behind the address of a database of ``tests.support.postgres``."""
    return Path(str(make_url(address).query["host"]))


class Watch:
    """Times a block, and what servers (and whatever they started) used of the processor meanwhile: ``seconds`` and ``processor``."""

    def __init__(self, *servers: int) -> None:
        self._servers = servers
        self.seconds = self.processor = 0.0

    def __enter__(self) -> Watch:
        self._before = self._used()
        self._begun = time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.perf_counter() - self._begun
        self.processor = self._used() - self._before

    def _used(self) -> float:
        return sum(_used(psutil.Process(server)) for server in self._servers)


def _used(root: psutil.Process) -> float:
    seconds = root.cpu_times().children_user + root.cpu_times().children_system
    for process in (root, *root.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            seconds += times.user + times.system
    return seconds


def postmaster(socket_folder: Path) -> int:
    """Return the process of the PostgreSQL behind a socket."""
    return int((socket_folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])


def url(socket_folder: Path, database: str, driver: str = "postgresql") -> str:
    """Return the address of a database behind the socket, e.g. with driver ``postgresql+psycopg``."""
    return f"{driver}://postgres@/{database}?host={socket_folder}"
