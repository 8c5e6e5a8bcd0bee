"""A server and two desks as forked processes of one folder, each of which can be killed at any moment."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from argon2 import PasswordHasher

from sync.server import accounts, command, devices
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.faults.pushing import END, PATIENCE, REST, RESTED, PushingDesk, run
from tests.support.sidejournal import SideJournal

NUMBERS = (28, 12)
"""The operators at the two desks."""


_held: set[int] = set()
"""The ends of pipes that are this process's own: one that is forked lets go of them, so that each pipe ends with this process."""


class Process:
    """A forked process, with a pipe for orders and one by which it speaks. What it prints goes to ``log``."""

    def __init__(self, work: Callable[[int, int], None], log: Path) -> None:
        orders, self._orders = os.pipe()
        self._ear, mouth = os.pipe()
        _held.update((self._orders, self._ear))
        sys.stdout.flush()
        self._pid = os.fork()
        if self._pid == 0:
            for end in _held:
                os.close(end)
            printed = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            os.dup2(printed, 1)
            os.dup2(printed, 2)
            ending = 0
            try:
                work(orders, mouth)
            except BaseException:
                traceback.print_exc()
                ending = 1
            # What the parent has open is the parent's to close.
            sys.stderr.flush()
            os._exit(ending)
        os.close(orders)
        os.close(mouth)

    def order(self, number: int) -> None:
        """Let it do something."""
        os.write(self._orders, bytes([number]))

    @property
    def ear(self) -> int:
        """Where it is heard."""
        return self._ear

    def hear_out(self) -> None:
        """Forget what it has said so far."""
        while select.select([self._ear], [], [], 0)[0] and os.read(self._ear, 65536):
            pass

    def kill(self) -> int:
        """Kill it here and now, unless it has ended; return the moment (monotonic, ns)."""
        moment = time.monotonic_ns()
        if not self._pid:
            return moment
        os.kill(self._pid, signal.SIGKILL)
        _, status = os.waitpid(self._pid, 0)
        self._close()
        if not os.WIFSIGNALED(status):
            raise RuntimeError(f"a process ended by itself with {os.waitstatus_to_exitcode(status)}")
        return moment

    def rest(self) -> None:
        """Wait until everything that it did has come back to it. Raises RuntimeError where that does not happen."""
        self.order(REST)
        while select.select([self._ear], [], [], PATIENCE)[0] and (heard := os.read(self._ear, 65536)):
            if RESTED in heard:
                return
        raise RuntimeError("a desk did not come to rest")

    def end(self) -> None:
        """Let it end once it has what the others did. Raises RuntimeError where it does not."""
        self.order(END)
        limit = time.monotonic() + PATIENCE + 30
        while True:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                break
            select.select([self._ear], [], [], 0.02)
            self.hear_out()
            if time.monotonic() > limit:
                self.kill()
                raise RuntimeError("a desk did not end")
        self._close()
        if status:
            raise RuntimeError(f"a desk ended with {os.waitstatus_to_exitcode(status)}")

    def _close(self) -> None:
        """Note that it has ended: its number may be another process's from now on."""
        self._pid = 0
        for end in (self._orders, self._ear):
            _held.discard(end)
            os.close(end)


class Theatre:
    """A server and two desks in a folder."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self._codes = _founded(url)
        self.server: Process | None = None
        self.desks: dict[int, Process] = {}

    def open(self) -> None:
        """Start a server and wait until it listens."""
        argv = ["server", "--db", self.url, "--port", str(self._port)]
        self.server = Process(lambda orders, _mouth: _serve(argv, orders), self.folder / "server.log")
        limit = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self._port), timeout=1):
                return
            if time.monotonic() > limit:
                raise RuntimeError((self.folder / "server.log").read_text())
            self.go_on(0.01)

    def close(self) -> int:
        """Kill the server; return the moment."""
        assert self.server is not None
        server, self.server = self.server, None
        return server.kill()

    def seat(self, number: int) -> Process:
        """Start the desk of an operator; the first time it enrols."""
        code = self._codes.pop(number, "")
        self.desks[number] = Process(lambda orders, mouth: self._work(number, code, orders, mouth), self.folder / f"desk-{number}.log")
        return self.desks[number]

    def wait_for_batch(self, *desks: Process) -> None:
        """Wait until one of the desks says that a batch leaves, but not for ever."""
        heard = select.select([desk.ear for desk in desks], [], [], PATIENCE)[0]
        if not heard:
            raise RuntimeError("no batch left")

    @staticmethod
    def go_on(seconds: float) -> None:
        """Let the others work for so long."""
        select.select([], [], [], seconds)

    def end(self) -> None:
        """Leave no process behind, whatever went wrong."""
        for process in (*self.desks.values(), *([self.server] if self.server else [])):
            with contextlib.suppress(OSError, RuntimeError):
                process.kill()

    def _work(self, number: int, code: str, orders: int, mouth: int) -> None:
        journal = SideJournal(journal_of(self.folder, number))
        desk = PushingDesk(profile_of(self.folder, number), f"http://127.0.0.1:{self._port}", number, password_of(number), journal, mouth)
        run(desk, code, orders, mouth)


def _serve(argv: list[str], orders: int) -> None:
    """Be a server, no longer than whoever started it lives."""
    threading.Thread(target=lambda: os._exit(1) if not os.read(orders, 1) else None, daemon=True).start()
    sys.exit(command.run(argv))


def journal_of(folder: Path, number: int) -> Path:
    """Return where the desk of an operator writes beside its store."""
    return folder / f"desk-{number}.jsonl"


def profile_of(folder: Path, number: int) -> Path:
    """Return where the desk of an operator has its store."""
    return folder / f"desk-{number}"


def password_of(number: int) -> str:
    """Return the password that an operator has here."""
    return f"not a real one {number}"


def _founded(url: str) -> dict[int, str]:
    """Found the centre; return an enrolment code for each desk."""
    centre = Centre(open_database(url), hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), verifiers=0)
    found(centre)
    codes = {}
    for number in NUMBERS:
        accounts.set_password(centre, number, password_of(number))
        codes[number] = devices.make_code(centre, 0).code
    centre.close()
    return codes
