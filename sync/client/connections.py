"""Connections that can be cut from another thread: a desk that is closed waits for no silent network."""

from __future__ import annotations

import contextlib
import socket
import threading
import weakref
from collections.abc import Callable, Iterator

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from sync.client.failures import Garbled


class Connections:
    """A session of requests for each route, so that none waits for another's, and every socket that they have open."""

    def __init__(self, authority: str) -> None:
        self._authority = authority
        self._sessions: dict[str, requests.Session] = {}
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._closed = False
        self._turn = threading.Lock()

    def session(self, path: str) -> requests.Session:
        """Return the session of a route. Raises ConnectionError once everything was closed."""
        route = path.split("/")[1]
        with self._turn:
            if self._closed:
                raise requests.ConnectionError("closed")
            if route not in self._sessions:
                self._sessions[route] = self._made()
            return self._sessions[route]

    @contextlib.contextmanager
    def doubting(self, path: str) -> Iterator[None]:
        """Use no connection of a route again on which something came that was no answer: what follows on it may belong to that."""
        try:
            yield
        except Garbled:
            self.session(path).close()
            raise

    def close(self) -> None:
        """Cut everything that is open, and open nothing any more."""
        with self._turn:
            self._closed = True
            for opened in list(self._sockets):
                with contextlib.suppress(OSError):
                    opened.shutdown(socket.SHUT_RDWR)
            for session in self._sessions.values():
                session.close()

    def _made(self) -> requests.Session:
        session = requests.Session()
        # Neither a proxy of the environment nor somebody's .netrc has a part in what a desk tells its centre.
        session.trust_env = False
        session.verify = self._authority or True
        adapter = _adapter(self._opened)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        return session

    def _opened(self, opened: socket.socket) -> None:
        self._sockets.add(opened)
        if self._closed:
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)


def _adapter(opened: Callable[[socket.socket], None]) -> HTTPAdapter:
    """Return an adapter whose connections tell of their sockets."""
    adapter = HTTPAdapter(pool_connections=1, pool_maxsize=2)
    adapter.poolmanager.pool_classes_by_scheme = _pools(opened)
    return adapter


def _pools(opened: Callable[[socket.socket], None]) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            opened(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            opened(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
