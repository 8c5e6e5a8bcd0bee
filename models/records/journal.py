"""The bodies of journal entries: one type per verb, append-only.

The tag of each type is the operation's ``type`` on the wire. Adding a verb is
adding a class here, a branch in the fold and a line of words.
"""

from __future__ import annotations

from typing import Union

import msgspec

from models.records.base import Record, Text
from models.records.callback import Attempt, Step
from models.records.case import CaseKind, CloseReason, Verification, Way
from models.records.catalogue import HandlerKind, Line
from models.records.outcome import Outcome
from models.records.supervision import AddUnit, Bulletin, Chase, DecideReturn, Return, Supervise, UnitReport
from models.records.vouch import Vouch


class Accept(Record, frozen=True, tag="case.accept"):
    """The operator takes the need on. The item's name and version are kept as they were on that day."""

    no: str
    kind: CaseKind
    item_code: str
    item_name: Text
    item_version: int
    handler_kind: HandlerKind
    line: Line
    urgent: bool
    number: str
    person_id: str = ""
    person_name: str = ""
    district: str = ""
    address: str = ""
    text: str = ""
    call_id: str = ""
    confidential: bool = False
    minutes_on_site: int | None = None
    way: Way = Way.UNSAID


class Amend(Record, frozen=True, tag="case.amend", omit_defaults=True):
    """Words corrected or added; None leaves a field as it is.

    ``seen`` is what stood in each changed field when the operator saw it: where something else stands there by now, neither value is lost,
    the one that stands stays and the other becomes a conflict (sync protocol 3.7, per-field compare-and-set). ``settles`` names the
    operations whose conflicts this choice ends.
    """

    seen: dict[str, str] = {}
    settles: tuple[str, ...] = ()
    text: str | None = None
    address: str | None = None
    district: str | None = None
    kind: CaseKind | None = None
    person_id: str | None = None
    person_name: str | None = None


class Refile(Record, frozen=True, tag="case.refile"):
    """The case belongs under another item."""

    item_code: str
    item_name: Text
    item_version: int
    handler_kind: HandlerKind
    line: Line
    urgent: bool
    minutes_on_site: int | None = None


class Dispatch(Record, frozen=True, tag="case.dispatch"):
    """Sent to a partner; ``reasons`` are the codes and figures that stood beside the pick, joined with ``|``."""

    partner: str
    name: Text
    phone: str = ""
    reasons: tuple[str, ...] = ()


class Assign(Record, frozen=True, tag="case.assign"):
    """Assigned to a department or town (交办)."""

    unit: str
    name: Text
    phone: str = ""


class Answer(Record, frozen=True, tag="case.answer"):
    """Answered at once, from an article (its version is kept) or from the operator's own words."""

    article: str = ""
    title: Text = Text("")
    version: int = 0
    words: str = ""


class Hotwire(Record, frozen=True, tag="case.transfer"):
    """Put through to an emergency or other public number."""

    number: str
    name: Text


class Acknowledge(Record, frozen=True, tag="case.acknowledge"):
    """The partner or unit has taken the case; ``eta`` is an ISO time or ''."""

    eta: str = ""
    note: str = ""


class Decline(Record, frozen=True, tag="case.decline"):
    """The partner or unit will not do it; the next one is chosen."""

    reason: str


class OnSite(Record, frozen=True, tag="case.on_site"):
    note: str = ""


class WorkDone(Record, frozen=True, tag="case.work_done"):
    note: str = ""


class Feedback(Record, frozen=True, tag="case.feedback"):
    """Anything a partner, unit or third party reports that moves no stage."""

    note: str
    by: str = ""


class Rework(Record, frozen=True, tag="case.rework"):
    """Sent back to the same partner to be done again, by ``due`` (ISO time or '')."""

    reason: str
    due: str = ""


class Complain(Record, frozen=True, tag="case.complain"):
    """The citizen is unhappy with whoever did the work, a partner or (``kind``) a department: opens verification."""

    text: str
    partner: str
    name: Text
    kind: HandlerKind = HandlerKind.PARTNER


class ProposeVeto(Record, frozen=True, tag="case.propose_veto"):
    """The operator has heard the partner and finds it so bad that it should go at once: open until a second person decides."""

    partner: str
    name: Text
    statement: str
    evidence: str = ""


class Verify(Record, frozen=True, tag="case.verify"):
    """The operator has heard the other side. ``card`` is the level that a verified record amounts to, as it was on that day.

    ``second`` is the number of the second person behind a veto who confirmed it at another person's session, 0 where the one who signed in
    did; ``words`` are what the second person says. ``vouch`` is the centre's word that it was them, None where nobody could ask it.
    """

    verdict: Verification
    partner: str
    name: Text
    statement: str
    evidence: str = ""
    card: str = ""
    second: int = 0
    words: str = ""
    vouch: Vouch | None = None


class CallbackAttempt(Record, frozen=True, tag="callback.attempt"):
    """The citizen was rung and not reached (or refused to answer)."""

    outcome: Attempt
    note: str = ""


class CallbackAnswer(Record, frozen=True, tag="callback.answer"):
    """The citizen's answers; ``score`` is 1–5 or None where the citizen would not say.

    ``heard`` says how they came here where nobody spoke with the citizen on this line, '' where somebody did.
    """

    steps: tuple[tuple[Step, bool], ...]
    score: int | None = None
    comment: str = ""
    heard: str = ""


class Unmet(Record, frozen=True, tag="case.unmet"):
    """The hotline has nobody for it. ``tried`` says what was tried."""

    need: str
    tried: str = ""


class Close(Record, frozen=True, tag="case.close"):
    reason: CloseReason
    resolved: bool
    note: str = ""


class Cancel(Record, frozen=True, tag="case.cancel"):
    """The caller does not need it any more."""

    reason: str = ""


class Reopen(Record, frozen=True, tag="case.reopen"):
    reason: str


class Merge(Record, frozen=True, tag="case.merge"):
    """This case goes on under another one; every caller keeps the own callback. Reversed by an undo."""

    into: str
    into_no: str


class Absorb(Record, frozen=True, tag="case.absorb"):
    """The other half of a merge, in the journal of the case that goes on."""

    other: str
    other_no: str


class TakeOver(Record, frozen=True, tag="case.take_over"):
    """Somebody answers for the case from now on, in the place of ``seen`` (an operator's number, 0 where nobody did).

    That is who wrote this, or ``second``: a colleague who takes it at another person's session, by their own number.
    """

    seen: int
    second: int = 0


class Reassign(Record, frozen=True, tag="case.reassign"):
    """A lead gives the case to operator ``to``, in the place of ``seen``, and says why."""

    seen: int
    to: int
    reason: str


class HandOver(Record, frozen=True, tag="case.hand_over"):
    """Operator ``seen`` lays the case down for whoever comes next: nobody answers for it until somebody accepts it."""

    seen: int
    note: str = ""


class Prioritise(Record, frozen=True, tag="case.prioritise"):
    """A lead lets the case stand first in every list, and says why, or (``raised`` False) among the others again."""

    reason: str = ""
    raised: bool = True


class Note(Record, frozen=True, tag="case.note"):
    text: str


class Undo(Record, frozen=True, tag="case.undo"):
    """Takes back one entry of the same journal by its operation id; an undone undo restores it."""

    op_id: str


Body = Union[
    Accept, Amend, Refile, Dispatch, Assign, Answer, Hotwire, Acknowledge, Decline, OnSite, WorkDone, Feedback, Rework, Complain,
    ProposeVeto, Verify, CallbackAttempt, CallbackAnswer, Unmet, Close, Cancel, Reopen, Merge, Absorb, TakeOver, Reassign, HandOver,
    Prioritise, Return, DecideReturn, AddUnit, UnitReport, Chase, Supervise, Bulletin, Note, Undo,
]  # fmt: skip


class Entry(Record, frozen=True):
    """One line of a case's journal: who, when, at which desk, what. ``at`` is an ISO time, ``seq`` counts from 1 within the case.

    ``pending`` tells that no centre has seen it yet; ``outcome`` is what the centre made of it, None where it has not (or there is none).
    """

    op_id: str
    case_id: str
    seq: int
    at: str
    actor: int
    desk: str
    body: Body
    pending: bool = False
    outcome: Outcome | None = None

    @property
    def verb(self) -> str:
        """The operation type, e.g. ``case.dispatch``."""
        return verb_of(self.body)


def verb_of(body: Body) -> str:
    """Return the operation type of a body."""
    tag = type(body).__struct_config__.tag
    assert isinstance(tag, str)
    return tag


_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Body] = msgspec.json.Decoder(Body)


def encode_body(body: Body) -> bytes:
    """Return the exact bytes that are stored, hashed, signed and sent."""
    return _encoder.encode(body)


def decode_body(data: bytes | str) -> Body:
    """Return the body behind stored bytes. Raises msgspec.ValidationError where they are not one of ours."""
    return _decoder.decode(data)
