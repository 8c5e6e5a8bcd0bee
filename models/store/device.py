"""Who this desk is: an Ed25519 key made at the first start, from which the device's name follows."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from models.store.failures import told


class Device:
    """A device and its private key. ``id`` and ``public_key`` (base64) go into the outbox; the private key stays in its own file."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self.key = key
        public = key.public_key().public_bytes_raw()
        self.public_key = base64.b64encode(public).decode()
        self.id = f"dev_{hashlib.sha256(public).hexdigest()[:16]}"


def load_device(path: Path) -> Device | None:
    """Return the device whose key lies at ``path``, None where there is none that can be read. Raises StoreFailure on a bad disk."""
    if not path.exists():
        return None
    with told(path):
        text = path.read_bytes()
    try:
        return Device(Ed25519PrivateKey.from_private_bytes(base64.b64decode(text, validate=False)))
    except ValueError:
        return None


def make_device(path: Path) -> Device:
    """Make a key, write it to ``path`` (readable by its owner only, replacing what was there) and return its device."""
    key = Ed25519PrivateKey.generate()
    fresh = path.with_name(f"{path.name}.new")
    with told(path):
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(base64.b64encode(key.private_bytes_raw()) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    return Device(key)


def public_key_of(text: str) -> Ed25519PublicKey:
    """Return the public key behind its base64 text."""
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text))
