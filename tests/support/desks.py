"""A desk on paper: a key, a number for each operation, and whatever one wants to write, true or forged."""

from __future__ import annotations

import base64
import uuid
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace
from sqlalchemy import select

from models.records.base import Text
from models.records.case import CaseKind
from models.records.catalogue import HandlerKind, Line
from models.records.effects import Content, HandoverOverride, encode_content, type_of
from models.records.journal import Accept, Note, Verify
from models.records.operation import At, Base, Entity, Operation
from models.rules.vouching import digest_of, named
from models.store.envelope import seal
from models.tables.centre import Account
from sync.protocol.messages import Enrol, SignIn, VouchAsked
from sync.server import accounts, devices
from sync.server.accounts import Caller, authenticate
from sync.server.centre import Centre
from sync.server.devices import device_id
from sync.server.vouching import vouch

WALL = "2026-11-24T09:00:00.000+08:00"


class PaperDesk:
    """Signs operations. ``caller`` is who the centre takes it for once ``signed_in``."""

    def __init__(self, name: str = "28") -> None:
        self.key = Ed25519PrivateKey.generate()
        self.public_key = base64.b64encode(self.key.public_key().public_bytes_raw()).decode()
        self.id = device_id(self.key.public_key())
        self.name = name
        self.inc = 1
        self.dseq = 0
        self.actor = "usr_28"
        self.session = "ses_none"
        self.access = ""
        self.refresh = ""

    def sign(self, text: str) -> str:
        """Return the device's signature over a text in base64."""
        return base64.b64encode(self.key.sign(text.encode())).decode()

    def enrolment(self, code: str) -> Enrol:
        """Return what asks to be let in."""
        return Enrol(code=code, name=self.name, public_key=self.public_key, proof=self.sign(code))

    def login(self, number: int, password: str, nonce: str) -> SignIn:
        """Return what asks for a session."""
        return SignIn(device=self.id, number=number, password=password, nonce=nonce, proof=self.sign(nonce))

    def make(self, content: Content, entity: Entity, **changes: Any) -> Operation:
        """Return the next operation of this desk. ``changes`` to the envelope are made before it is sealed."""
        self.dseq += 1
        operation = Operation(
            op_id=str(uuid.uuid4()),
            device=self.id,
            inc=self.inc,
            dseq=self.dseq,
            actor=self.actor,
            session=self.session,
            stream="centre/ruian",
            group=None,
            entity=entity,
            type=type_of(content),
            v=1,
            base=Base(rev=0),
            at=At(wall=WALL, mono_ms=self.dseq, boot="paper"),
            salt="",
            body=encode_content(content),
            digest="",
            sig="",
            desk=self.name,
        )
        return seal(replace(operation, **changes), self.key)

    def resigned(self, operation: Operation) -> Operation:
        """Return an operation under the next number of this desk, as after its incarnation was renewed."""
        self.dseq += 1
        return seal(replace(operation, inc=self.inc, dseq=self.dseq), self.key)

    def accept(self, case_id: str = "", *, line: Line = Line.GENERAL, **changes: Any) -> Operation:
        """Return an acceptance of a new case, or of the one named."""
        return self.make(acceptance(line), Entity(type="case", id=case_id or str(uuid.uuid4())), **changes)

    def note(self, case_id: str, words: str = "听到了", rev: int = 1, **changes: Any) -> Operation:
        """Return a note on a case as its revision ``rev`` was seen."""
        return self.act(case_id, Note(text=words), rev, **changes)

    def act(self, case_id: str, deed: Content, rev: int = 1, **changes: Any) -> Operation:
        """Return any entry in the journal of a case."""
        return self.make(deed, Entity(type="case", id=case_id), **{"base": Base(rev=rev), **changes})


def acceptance(line: Line = Line.GENERAL) -> Accept:
    """Return what an acceptance says."""
    return Accept(
        no="1124-28-001",
        kind=CaseKind.SERVICE,
        item_code="C03-03",
        item_name=Text("水管维修", "Plumbing"),
        item_version=1,
        handler_kind=HandlerKind.PARTNER,
        line=line,
        urgent=False,
        number="13800001234",
        person_name="陈女士",
        address="安阳街道",
        text="厨房水槽下面漏水",
    )


PASSWORD = "correct horse"


def vouched(centre: Centre, caller: Caller, content: Verify | HandoverOverride, entity: str) -> Any:
    """Return a step with the centre's word for whom it names, who gives their password at the caller's desk."""
    number = named(content, caller.operator.number)
    if centre.database.ask(lambda connection: connection.scalar(select(Account.number).where(Account.number == number))) is None:
        accounts.set_password(centre, number, PASSWORD)
    asked = VouchAsked(number=number, password=PASSWORD, type=type_of(content), entity=entity, digest=digest_of(content))
    return replace(content, vouch=vouch(centre, caller, asked))


def signed_in(centre: Centre, number: int = 28, desk: PaperDesk | None = None) -> tuple[PaperDesk, Caller]:
    """Enrol a desk (a new one, where none is given) and sign an operator in at it, without HTTP; the first time gives the password."""
    if desk is None:
        desk = PaperDesk(str(number))
        devices.enrol(centre, desk.enrolment(devices.make_code(centre, 0).code))
    known = select(Account.number).where(Account.number == number)
    if centre.database.ask(lambda connection: connection.scalar(known)) is None:
        accounts.set_password(centre, number, PASSWORD)
    session = accounts.sign_in(centre, desk.login(number, PASSWORD, accounts.make_nonce(centre).nonce))
    desk.actor, desk.session, desk.access, desk.refresh = f"usr_{number}", session.id, session.access, session.refresh
    return desk, authenticate(centre, session.access)
