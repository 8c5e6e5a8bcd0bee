"""The server as a process of its own, which can be killed at any moment and started again on the same port and database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tests.support.tree import ROOT


class KillableServer:
    """``python main.py server`` on a database that has been founded."""

    def __init__(self, database: str, log: Path, tls: tuple[Path, Path] | None = None, workers: int = 1) -> None:
        """``tls`` names the files of a certificate and its key; ``workers`` are the processes, more than one on PostgreSQL only."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self._database = database
        self._tls = tls
        self._log = log
        self._workers = workers
        self._process: subprocess.Popen[bytes] | None = None
        self.kills = 0

    @property
    def url(self) -> str:
        """Where it is, whether it lives or not."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it; it answers a little later."""
        command = [sys.executable, "main.py", "server", "--db", self._database, "--port", str(self._port), "--workers", str(self._workers)]
        if self._tls:
            command += ["--certificate", str(self._tls[0]), "--key", str(self._tls[1])]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=os.environ)

    def kill(self) -> None:
        """Kill it here and now."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None
            self.kills += 1

    def stop(self) -> int:
        """Ask it to end, as a service manager does, and return what it ended with."""
        process, self._process = self._process, None
        if process is None:
            raise RuntimeError("it does not run")
        process.send_signal(signal.SIGTERM)
        return process.wait(60)
