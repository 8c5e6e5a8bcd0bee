"""A small HTTP server on loopback that misbehaves as it is told: each request is answered by a function that gets the open socket."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

WAIT_SECONDS = 20.0


@dataclass
class Request:
    """What came in: the first line, the headers in lower case, the body as it was sent."""

    line: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Exchange:
    """One request and the socket to answer it through. ``over`` is set when the test ends: nobody holds a connection longer."""

    request: Request
    socket: socket.socket
    over: threading.Event

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.socket.sendall(data)

    def answer(self, body: bytes, kind: str = "application/json", status: str = "200 OK", **headers: str) -> None:
        """Send a whole answer."""
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def cut(self) -> None:
        """Close the connection here and now."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def hold(self) -> None:
        """Say nothing until the test ends."""
        self.over.wait(WAIT_SECONDS)


Answer = Callable[[Exchange], None]


@dataclass
class OddServer:
    """A server; ``answer`` may be exchanged at any time, ``requests`` are those that came."""

    answer: Answer
    requests: list[Request] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def start(self, tls: ssl.SSLContext | None = None, port: int = 0) -> None:
        """Listen on a port of the loopback, on one that is free where it is 0."""
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                while (request := _read(self.rfile)) is not None:
                    outer.requests.append(request)
                    outer.answer(Exchange(request, self.connection, outer.over))
                    if request.headers.get("connection") == "close":
                        return

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = False
            allow_reuse_address = True

            def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
                opened, peer = super().get_request()
                return (tls.wrap_socket(opened, server_side=True) if tls else opened), peer

            def handle_error(self, request: object, client_address: object) -> None:
                """A client that goes away in mid-answer is what these tests are about."""

        self._server = Server(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        """Let go of every connection and end."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _read(stream: object) -> Request | None:
    """Return the next request of a connection, None where it was closed."""
    line = stream.readline().decode("latin-1").strip()  # type: ignore[attr-defined]
    if not line:
        return None
    headers: dict[str, str] = {}
    while text := stream.readline().decode("latin-1").strip():  # type: ignore[attr-defined]
        name, _, value = text.partition(":")
        headers[name.strip().lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", "0")))  # type: ignore[attr-defined]
    return Request(line, headers, body)


def certificate(folder: Path, *hosts: x509.GeneralName) -> tuple[Path, ssl.SSLContext]:
    """Make a certificate for ``hosts`` that nobody else vouches for; return its file and a server's context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a centre")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, secret = folder / "centre.pem", folder / "centre.key"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return file, context
