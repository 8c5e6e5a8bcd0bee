"""What the centre writes itself has ids that follow from what it says, and that nobody else can know beforehand."""

from __future__ import annotations

import uuid

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.server.centre import Centre
from sync.server.itself import Itself, itself


def test_what_is_said_has_one_name_whoever_says_it_for_the_centre(centre: Centre) -> None:
    one, again = (centre.database.read(lambda connection: itself(connection, "ses")) for _ in range(2))
    assert one.name_of("call/ended") == again.name_of("call/ended") != one.name_of("call/answered")
    assert uuid.UUID(one.name_of("call/ended")).version == 4


def test_without_the_key_of_the_centre_the_name_cannot_be_known(centre: Centre) -> None:
    true = centre.database.read(lambda connection: itself(connection, "ses"))
    other = Itself(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), "ses")
    assert true.name_of("call/ended") != other.name_of("call/ended")
