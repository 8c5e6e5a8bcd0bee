"""Sealing an operation and checking the seal (sync protocol 3.3)."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Protocol

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from models.records.operation import Operation

SALT_BYTES = 16


class PublicKey(Protocol):
    """What checks signatures: cryptography's key, or the server's own (``sync.server.seals``)."""

    def verify(self, signature: bytes, data: bytes, /) -> None:
        """Return quietly where a signature fits. Raises InvalidSignature."""
        ...


def new_salt() -> str:
    """Return 16 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(SALT_BYTES)).decode()


def digest_of(salt: str, body: str) -> str:
    """Return sha256(salt ‖ body) in hexadecimal: it binds the body, and body and salt can be erased later without breaking the seal."""
    return hashlib.sha256(base64.b64decode(salt) + body.encode()).hexdigest()


def signed_bytes(operation: Operation) -> bytes:
    """Return what the signature covers: the envelope as JSON in the order of its fields, with salt, body and signature empty."""
    return msgspec.json.encode(replace(operation, salt="", body="", sig=""))


def seal(operation: Operation, key: Ed25519PrivateKey) -> Operation:
    """Return the operation with its salt, digest and signature."""
    salt = operation.salt or new_salt()
    bound = replace(operation, salt=salt, digest=digest_of(salt, operation.body))
    return replace(bound, sig=base64.b64encode(key.sign(signed_bytes(bound))).decode())


def intact(operation: Operation, key: PublicKey) -> bool:
    """Tell whether the body is the one that was hashed and the envelope the one that was signed."""
    try:
        key.verify(base64.b64decode(operation.sig), signed_bytes(operation))
    except (InvalidSignature, ValueError):
        return False
    return bound(operation)


def bound(operation: Operation) -> bool:
    """Tell whether the body is the one that was hashed: all that can be told of an operation whose key is gone."""
    try:
        return digest_of(operation.salt, operation.body) == operation.digest
    except ValueError:
        return False
