"""The least that can be measured with: one kept-alive connection to this machine. Standard library only, for peers' environments too."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Mapping

HOST = "127.0.0.1"
SECONDS = 120.0
"""How long one answer may take before the measurement is given up."""


class Connection:
    """One connection to a port of this machine; ``headers`` go with every request."""

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS)
        self._headers = dict(headers or {})

    def ask(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> bytes:
        """Return the body of the answer. Raises RuntimeError for any status but 2xx, OSError where nobody answers."""
        return self.answer(method, path, body, headers)[1]

    def answer(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Return the answer's head and body. Raises as ``ask``."""
        self._connection.request(method, path, body=body, headers={**self._headers, **(headers or {})})
        answer = self._connection.getresponse()
        found = answer.read()
        if not 200 <= answer.status < 300:
            raise RuntimeError(f"{method} {path} was answered with {answer.status}: {found[:600].decode(errors='replace')}")
        return answer, found

    def close(self) -> None:
        self._connection.close()


def free_port() -> int:
    """Return a port of this machine that nobody listens on just now."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        port = found.getsockname()[1]
    assert isinstance(port, int)
    return port
