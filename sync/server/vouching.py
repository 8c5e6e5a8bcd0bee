"""Vouching: whoever stands behind another one's step gives their password there, and the centre signs that they did.

The word is bound to the step, its writer and the person, and counts once. It needs no table: the centre knows its own signature, also after
it was set back to a backup and the desks offer anew what they hold.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from models.records.base import parse_time
from models.records.effects import Content, HandoverOverride, type_of
from models.records.journal import Entry, Verify
from models.records.operation import Operation
from models.records.outcome import Outcome
from models.records.vouch import Vouch
from models.rules.amending import counts
from models.rules.moment import moment
from models.rules.permissions import Permission, may
from models.rules.vouching import digest_of, named, words
from models.store.clock import stamp
from models.tables.centre import Accepted, EnrolledDevice, SignedIn
from models.tables.centre import Centre as CentreRow
from sync.protocol.messages import VouchAsked
from sync.protocol.problems import Code
from sync.server.accounts import Caller, prove
from sync.server.centre import Centre
from sync.server.devices import signed
from sync.server.refusal import Refusal

LIFE = timedelta(minutes=10)
"""So soon after the password the step must be done. When it arrives does not matter: the desk may be cut off in between."""

_STANDS = tuple(outcome.value for outcome in Outcome if outcome.effective)


def vouch(centre: Centre, caller: Caller, wanted: VouchAsked) -> Vouch:
    """Say that ``wanted.number`` stands behind a step that ``caller`` is about to write.

    Raises Refusal ``login-failed``, ``slow-down``, or ``forbidden`` where they are the same person.
    """
    if wanted.number == caller.operator.number:
        raise Refusal(Code.FORBIDDEN, "$.number: somebody else's")
    prove(centre, wanted.number, wanted.password)
    name, until = centre.id("vch"), stamp(centre.clock.now() + LIFE)
    text = words(
        name=name,
        until=until,
        author=caller.operator.number,
        number=wanted.number,
        kind=wanted.type,
        entity=wanted.entity,
        digest=wanted.digest,
    )
    return Vouch(id=name, until=until, sig=base64.b64encode(centre.database.read(_key).sign(text.encode())).decode())


class Vouchers:
    """Whether whoever a step names beside its writer has said yes. Lives as long as one push is decided."""

    def __init__(self, connection: Connection, caller: Caller, received_at: str) -> None:
        self._connection = connection
        self._caller = caller
        self._received_at = received_at
        self._used: set[str] = set()

    def stand_behind(self, operation: Operation, content: Content, author: int, journal: Callable[[str], Sequence[Entry]]) -> bool:
        """Tell whether a step of ``author`` names nobody else, or somebody for whom there is a good vouch.

        ``journal`` returns what was done to a case so far. What was done before the desk belonged to a centre had no password to ask for.
        """
        number = named(content, author)
        if not number or not isinstance(content, Verify | HandoverOverride):
            return True
        given = content.vouch
        if given is None:
            return self._gathered_alone(operation)
        if not self._good(given, operation, content, author, number) or self._counted(given, operation, journal):
            return False
        if operation.entity.type != "case":
            self._used.add(given.id)  # the journal of a case tells by itself, and forgets it where its group is torn
        return True

    def _good(self, given: Vouch, operation: Operation, content: Verify | HandoverOverride, author: int, number: int) -> bool:
        text = words(
            name=given.id,
            until=given.until,
            author=author,
            number=number,
            kind=type_of(content),
            entity=operation.entity.id,
            digest=digest_of(content),
        )
        if not signed(_key(self._connection).public_key(), given.sig, text):
            return False
        return parse_time(moment(operation.at, self._received_at)) <= parse_time(given.until)

    def _counted(self, given: Vouch, operation: Operation, journal: Callable[[str], Sequence[Entry]]) -> bool:
        """Tell whether a vouch has stood behind something before."""
        entity = operation.entity
        if entity.type == "case":
            before = (entry.body for entry in journal(entity.id) if counts(entry.body, entry.outcome))
            return any(isinstance(body, Verify) and body.vouch is not None and body.vouch.id == given.id for body in before)
        if given.id in self._used:
            return True
        # A vouch is bound to the name of what it is about, and that was not there before the step itself.
        query = select(Accepted.op_id).where(Accepted.entity_id == entity.id, Accepted.outcome.in_(_STANDS)).limit(1)
        return self._connection.scalar(query) is not None

    def _gathered_alone(self, operation: Operation) -> bool:
        """Tell whether an operation is of the time when its desk had no centre, and comes in by somebody who may bring such things in."""
        if not may(self._caller.operator.role, Permission.IMPORT_REFERENCE):
            return False
        known = select(SignedIn.id).where(SignedIn.id == operation.session)
        enrolled = select(EnrolledDevice.enrolled_at).where(EnrolledDevice.id == self._caller.device)
        if self._connection.scalar(known) is not None or not (since := str(self._connection.scalar(enrolled) or "")):
            return False
        return parse_time(moment(operation.at, self._received_at)) < parse_time(since)


def _key(connection: Connection) -> Ed25519PrivateKey:
    """Return the key by which the centre signs."""
    text = str(connection.scalar(select(CentreRow.key).where(CentreRow.id == 1)))
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))
