"""Finds and forbids internet sockets. Sockets between processes of one machine (event loops use them) stay allowed."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest

INET = (socket.AF_INET, socket.AF_INET6)


class NetworkOpened(AssertionError):
    """Something asked for an internet socket while none may be opened."""


def refuse_inet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every internet socket, and every name look-up, raise NetworkOpened until the test is over."""
    real = socket.socket

    class LocalSocket(real):  # type: ignore[misc, valid-type]
        def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:
            if fileno is None and (family == -1 or family in INET):
                raise NetworkOpened("an internet socket was asked for")
            super().__init__(family, type, proto, fileno)

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise NetworkOpened("a name was looked up")

    monkeypatch.setattr(socket, "socket", LocalSocket)
    for name in ("getaddrinfo", "gethostbyname", "create_connection", "create_server"):
        monkeypatch.setattr(socket, name, refuse)


def inet_sockets() -> set[str]:
    """Return the internet sockets this process holds as ``protocol inode``; empty where the system does not tell (it does on Linux)."""
    handles = Path("/proc/self/fd")
    if not handles.is_dir():
        return set()
    own: set[str] = set()
    for handle in handles.iterdir():
        try:
            target = os.readlink(handle)
        except OSError:  # closed since the listing
            continue
        if target.startswith("socket:["):
            own.add(target[8:-1])
    found: set[str] = set()
    for protocol in ("tcp", "tcp6", "udp", "udp6"):
        table = Path("/proc/self/net") / protocol
        if table.is_file():
            inodes = {line.split()[9] for line in table.read_text(encoding="ascii").splitlines()[1:]}
            found.update(f"{protocol} {inode}" for inode in inodes & own)
    return found
