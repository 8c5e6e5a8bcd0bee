"""The server's quick check of signatures takes what a desk's library makes, and never more than that library would take."""

from __future__ import annotations

import base64

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.problems import Code
from sync.server.refusal import Refusal
from sync.server.seals import SealKey

ORDER = 2**252 + 27742317777372353535851937790883648493
"""How many points the group of Ed25519 has: S and S + ORDER stand for the same number."""
PRIME = 2**255 - 19

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RAW = KEY.public_key().public_bytes_raw()
WORDS = "家里的水龙头坏了".encode()

SMALL = [
    bytes(32),
    (1).to_bytes(32, "little"),
    (PRIME - 1).to_bytes(32, "little"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
]
"""Points of order 1, 2, 4 and 8: with such a key one signature fits many texts."""


def quick(raw: bytes, signature: bytes, data: bytes) -> bool:
    try:
        SealKey(base64.b64encode(raw).decode()).verify(signature, data)
    except InvalidSignature:
        return False
    return True


def usual(raw: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, data)
    except InvalidSignature:
        return False
    return True


@given(st.binary(max_size=600), st.binary(min_size=32, max_size=32))
def test_what_a_desk_signs_fits(data: bytes, seed: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    assert quick(key.public_key().public_bytes_raw(), key.sign(data), data)


@given(st.integers(0, 64 * 8 - 1))
def test_no_bit_of_a_signature_can_be_turned(bit: int) -> None:
    signature = bytearray(KEY.sign(WORDS))
    signature[bit // 8] ^= 1 << bit % 8
    assert not quick(RAW, bytes(signature), WORDS)
    assert not usual(RAW, bytes(signature), WORDS)


def test_a_second_form_of_a_signature_fits_nowhere() -> None:
    signature = KEY.sign(WORDS)
    other = signature[:32] + (int.from_bytes(signature[32:], "little") + ORDER).to_bytes(32, "little")
    assert not quick(RAW, other, WORDS)
    assert not usual(RAW, other, WORDS)


@pytest.mark.parametrize("length", [0, 32, 63, 65, 128])
def test_a_signature_of_another_length_fits_nothing(length: int) -> None:
    assert not quick(RAW, (KEY.sign(WORDS) * 2)[:length], WORDS)


@pytest.mark.parametrize("raw", SMALL)
def test_a_key_that_anybody_could_sign_for_fits_nothing(raw: bytes) -> None:
    forged = (1).to_bytes(32, "little") + bytes(32)
    assert not quick(raw, forged, WORDS)


def test_the_key_that_would_fit_elsewhere_is_the_reason_for_that() -> None:
    """The usual library takes the identity's signature under the identity as a key, for whatever text."""
    identity = (1).to_bytes(32, "little")
    assert usual(identity, identity + bytes(32), WORDS)
    assert not quick(identity, identity + bytes(32), WORDS)


@pytest.mark.parametrize("text", ["", "AA==", "not base64 !", base64.b64encode(bytes(33)).decode()])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        SealKey(text)
    assert refused.value.code is Code.INVALID_REQUEST
