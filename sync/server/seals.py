"""Checking the signatures of operations: half of what a push costs, so it is done with the quickest library there is for it."""

from __future__ import annotations

import base64

import nacl.bindings
import nacl.exceptions
from cryptography.exceptions import InvalidSignature

from sync.protocol.problems import Code
from sync.server.refusal import Refusal

_KEY = nacl.bindings.crypto_sign_PUBLICKEYBYTES
_SIGNATURE = nacl.bindings.crypto_sign_BYTES


class SealKey:
    """A device's public key, Ed25519. libsodium checks in half the time of OpenSSL, and is stricter: a key of small order fits nothing."""

    __slots__ = ("_raw",)

    def __init__(self, text: str) -> None:
        """``text`` is the key in base64. Raises Refusal ``invalid-request``."""
        try:
            self._raw = base64.b64decode(text, validate=True)
        except ValueError as wrong:
            raise Refusal(Code.INVALID_REQUEST, "public_key: not base64") from wrong
        if len(self._raw) != _KEY:
            raise Refusal(Code.INVALID_REQUEST, "public_key: not an Ed25519 key in base64")

    def verify(self, signature: bytes, data: bytes) -> None:
        """Return quietly where ``signature`` is this key's over ``data``. Raises InvalidSignature. Lets other threads work meanwhile."""
        # libsodium trusts the lengths that it is given
        if len(signature) != _SIGNATURE:
            raise InvalidSignature
        try:
            nacl.bindings.crypto_sign_open(signature + data, self._raw)
        except nacl.exceptions.BadSignatureError:
            raise InvalidSignature from None
