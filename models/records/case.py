"""The case (工单): one need of one citizen, from 受理 to 办结."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text
from models.records.catalogue import HandlerKind, Line
from models.records.supervision import UnitTask


class CaseKind(StrEnum):
    SERVICE = "service"
    CONSULTATION = "consultation"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    UNMET = "unmet"


class Way(StrEnum):
    """How a need came that no call brought (来件); nobody said where it is empty, and so it is with all that came by a call."""

    UNSAID = ""
    SMS = "sms"
    LETTER = "letter"
    MAILBOX = "mailbox"
    VISIT = "visit"


class Stage(StrEnum):
    """Where a case stands. ``callback`` means: the work is done, the citizen is to be rung back."""

    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    ACKNOWLEDGED = "acknowledged"
    ON_SITE = "on_site"
    CALLBACK = "callback"
    VERIFYING = "verifying"
    CLOSED = "closed"
    MERGED = "merged"


class CloseReason(StrEnum):
    DONE = "done"
    ANSWERED = "answered"
    UNREACHED = "unreached"
    CANCELLED = "cancelled"
    UNMET = "unmet"
    TRANSFERRED = "transferred"


class Verification(StrEnum):
    OPEN = "open"
    VERIFIED = "verified"
    UNFOUNDED = "unfounded"
    VETO = "veto"


class DeadlineKind(StrEnum):
    """What is promised next."""

    DISPATCH = "dispatch"
    ACKNOWLEDGE = "acknowledge"
    ON_SITE = "on_site"
    FEEDBACK = "feedback"
    CALLBACK = "callback"
    VERIFY = "verify"
    DECIDE_RETURN = "decide_return"


class Deadline(Record, frozen=True):
    """The next promise of a case: ``due`` is an ISO time. ``days`` > 0 where it was counted in working days.

    ``certain`` is False where the year's holiday notice was not yet known and plain weekdays were counted.
    """

    kind: DeadlineKind
    due: str
    days: int = 0
    certain: bool = True


class Handler(Record, frozen=True):
    """Who has the case: a partner, a unit, or the desk itself (``code`` '')."""

    kind: HandlerKind
    code: str
    name: Text


class UnmetNeed(Record, frozen=True):
    """A need the hotline could not meet, for the ledger that grows the catalogue."""

    need: str
    tried: str


class VetoProposal(Record, frozen=True):
    """A veto that waits for its second person: who proposed it (operator number) and when (ISO time), with what the partner said."""

    by: int
    at: str
    statement: str
    evidence: str = ""


class FieldConflict(Record, frozen=True):
    """Two values for one field, from operators who did not see each other: ``kept`` stands in the case, ``other`` waits for a choice.

    ``op_id`` is the operation that lost, ``by`` its operator, ``at`` its ISO time.
    """

    field: str
    op_id: str
    kept: str
    other: str
    by: int
    at: str


class Handed(Record, frozen=True):
    """A case that was handed over and that nobody has accepted: by whom (operator number), when (ISO time), with which words."""

    by: int
    at: str
    note: str = ""


class CaseState(Record, frozen=True, omit_defaults=True):
    """What the journal of a case adds up to (see ``models.rules.lifecycle.fold``).

    ``closed``, ``resolved`` and ``satisfied`` are separate facts; the last two are None while nobody knows.
    ``times`` maps a stage's verb (``accept``, ``dispatch`` …) to the ISO time of its last effective entry, ``firsts`` to that of its first;
    ``call_id`` is the call that it came by, '' for a contact that was none; ``way`` is how that came.
    ``minutes_on_site`` is the item's own promise for emergencies, where it has one; ``answered`` says that the need was answered at once;
    ``stage_at`` is the ISO time at which the case came into its stage. ``times`` keeps the order of the journal, whatever the clock said.
    ``accused`` is the code of the partner or (``accused_kind``) unit last complained about; ``faults`` are pairs of a unit's code and the
    ISO time at which a complaint about it was found true. ``tasks`` are the assignments to units, in order. ``moved_to`` is who answers
    for the case since it was moved (0 for nobody), None where it never was; ``handed`` tells how it came to nobody. ``priority``: a lead
    has put it first.
    """

    id: str
    no: str
    kind: CaseKind
    stage: Stage
    item_code: str
    item_name: Text
    item_version: int
    line: Line
    urgent: bool
    confidential: bool
    person_id: str
    person_name: str
    number: str
    district: str
    address: str
    text: str
    opened_at: str
    opened_by: int
    handler_kind: HandlerKind
    handler: Handler | None = None
    declined: tuple[str, ...] = ()
    eta: str = ""
    attempts: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, bool], ...] = ()
    score: int | None = None
    satisfied: bool | None = None
    closed: bool = False
    close_reason: CloseReason | None = None
    resolved: bool | None = None
    verification: Verification | None = None
    accused: str = ""
    accused_kind: HandlerKind | None = None
    proposal: VetoProposal | None = None
    faults: tuple[tuple[str, str], ...] = ()
    cards: tuple[tuple[str, str], ...] = ()
    unmet: tuple[UnmetNeed, ...] = ()
    reworks: int = 0
    merged_into: str = ""
    merged_from: tuple[str, ...] = ()
    transferred_to: str = ""
    callback_done: bool = False
    last_at: str = ""
    last_by: int = 0
    rev: int = 0
    times: dict[str, str] = {}
    minutes_on_site: int | None = None
    answered: bool = False
    stage_at: str = ""
    conflicts: tuple[FieldConflict, ...] = ()
    firsts: dict[str, str] = {}
    call_id: str = ""
    moved_to: int | None = None
    handed: Handed | None = None
    priority: bool = False
    tasks: tuple[UnitTask, ...] = ()
    way: Way = Way.UNSAID

    @property
    def owner(self) -> int:
        """The number of the operator who answers for the next promise: whoever accepted the case, unless it was moved; 0 for nobody."""
        return self.opened_by if self.moved_to is None else self.moved_to


class CaseRow(Record, frozen=True):
    """A case in a list. ``due`` is the next promise as an ISO time or ''; ``due_kind`` says of what.

    ``unsent`` tells that its latest change has not reached the centre; ``owner`` is who answers for it (0 for nobody), ``priority`` that
    a lead has put it first.
    """

    id: str
    no: str
    kind: CaseKind
    stage: Stage
    item_code: str
    item_name: Text
    urgent: bool
    person_name: str
    number: str
    district: str
    handler: Text
    opened_at: str
    due: str = ""
    due_kind: DeadlineKind | None = None
    closed: bool = False
    resolved: bool | None = None
    satisfied: bool | None = None
    score: int | None = None
    unsent: bool = False
    owner: int = 0
    priority: bool = False


class WorkList(StrEnum):
    """The lists of My work (我的事), one key each."""

    TO_DISPATCH = "to_dispatch"
    AWAITING_FEEDBACK = "awaiting_feedback"
    CALLBACKS_DUE = "callbacks_due"
    OVERDUE = "overdue"


class WorkCount(Record, frozen=True):
    """A list's live count; ``earliest`` is the earliest promise in it (ISO time or ''), ``late`` how many are past theirs."""

    list: WorkList
    count: int
    earliest: str = ""
    late: int = 0
