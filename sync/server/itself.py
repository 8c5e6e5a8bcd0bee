"""The centre as one who writes: what it knows itself it signs as a device of its own, the reference data it begins with and the calls."""

from __future__ import annotations

import base64
import hashlib
import uuid

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from models.records.effects import Content, encode_content, type_of
from models.records.operation import At, Base, Entity, Operation
from models.store.envelope import SALT_BYTES, seal
from models.tables.centre import Centre as CentreRow
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.devices import device_id
from sync.server.people import ITSELF
from sync.server.preparing import Prepared


class Itself:
    """The centre with its key. ``caller`` is the centre as one who pushes, in a session of this name."""

    def __init__(self, key: Ed25519PrivateKey, session: str) -> None:
        self._key = key
        public = key.public_key()
        told = base64.b64encode(public.public_bytes_raw()).decode()
        self.caller = Caller(session=session, operator=ITSELF, device=device_id(public), public_key=told)

    def name_of(self, what: str) -> str:
        """Return an id for an operation that follows from ``what`` it says, so that it is never written twice.

        Nobody can know it beforehand: whoever pushed something of the same id first would keep the true one out.
        """
        secret = self._key.private_bytes_raw()
        return str(uuid.UUID(bytes=hashlib.blake2b(what.encode(), key=secret, digest_size=16).digest(), version=4))

    def said(self, centre: Centre, entity: Entity, stream: str, content: Content, *, op_id: str, inc: int, dseq: int) -> Prepared:
        """Return an operation of the centre's own, signed; ``inc`` and ``dseq`` are its place among those of the centre's device."""
        operation = Operation(
            op_id=op_id,
            device=self.caller.device,
            inc=inc,
            dseq=dseq,
            actor=ITSELF.actor,
            session=self.caller.session,
            stream=stream,
            group=None,
            entity=entity,
            type=type_of(content),
            v=1,
            base=Base(rev=0),
            at=At(wall=centre.now(), mono_ms=centre.clock.mono_ms(), boot=centre.clock.boot),
            salt=base64.b64encode(centre.chance(SALT_BYTES)).decode(),
            body=encode_content(content),
            digest="",
            sig="",
        )
        return Prepared(seal(operation, self._key), content, None)


def itself(connection: Connection, session: str) -> Itself:
    """Return the centre as one who writes in this database."""
    text = str(connection.scalar(select(CentreRow.key).where(CentreRow.id == 1)))
    return Itself(Ed25519PrivateKey.from_private_bytes(base64.b64decode(text)), session)
