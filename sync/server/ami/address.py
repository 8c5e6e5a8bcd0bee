"""Where the call system is and as whom we come: ``ami://user@host:port``, ``amis://…`` over TLS. The secret stands elsewhere."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from models.records.base import Record

SECRET = "HOTLINE_AMI_SECRET"
SECRET_FILE = "HOTLINE_AMI_SECRET_FILE"
_PORTS = {"ami": 5038, "amis": 5039}


class Address(Record, frozen=True):
    """An Asterisk and the name of its manager user."""

    user: str
    host: str
    port: int
    tls: bool

    @property
    def loopback(self) -> bool:
        """Whether what is said does not leave this machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'amis' if self.tls else 'ami'}://{self.user}@{host}:{self.port}"


def parse(text: str) -> Address:
    """Return the address; the port is 5038, over TLS 5039, where none is given.

    Raises ``ValueError`` with a sentence for the person who set it. A secret in the address is refused: addresses are seen in lists of
    processes and in logs.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ValueError("the address of the call system has a host, and a port from 1 to 65535") from None
    if parts.password is not None:
        raise ValueError(f"the secret does not belong into the address of the call system: set {SECRET} or {SECRET_FILE}")
    user, host = unquote(parts.username or ""), parts.hostname or ""
    if parts.scheme not in _PORTS or not user or not host or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("the address of the call system is ami://user@host:port, or amis:// over TLS")
    if not user.isprintable() or port == 0:
        raise ValueError("the address of the call system holds what cannot be sent")
    return Address(user=user, host=host, port=port or _PORTS[parts.scheme], tls=parts.scheme == "amis")


def secret_from(environment: Mapping[str, str]) -> str:
    """Return the secret that ``HOTLINE_AMI_SECRET`` or the first line of the file ``HOTLINE_AMI_SECRET_FILE`` holds.

    Raises ``ValueError`` where there is none, or the file cannot be read.
    """
    secret = environment.get(SECRET, "")
    if not secret and (file := environment.get(SECRET_FILE)):
        try:
            lines = Path(file).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            raise ValueError(f"the file that {SECRET_FILE} names cannot be read") from None
        secret = lines[0].strip() if lines else ""
    if not secret or not secret.isprintable():
        raise ValueError(f"the call system needs a secret: set {SECRET}, or {SECRET_FILE} to a file that holds it")
    return secret


def trust(authority: Path | None = None) -> ssl.SSLContext:
    """Return how the other side's certificate is checked: by ``authority`` (a PEM file), else by what this machine trusts.

    Raises ``ValueError`` where the file holds no certificate.
    """
    try:
        return ssl.create_default_context(cafile=authority)
    except (OSError, ssl.SSLError):
        raise ValueError("the file with the call system's authority holds no certificate that can be read") from None
