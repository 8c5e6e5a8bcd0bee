"""Who may do what: role by permission, as data. The console hides what a role may not do; the commands and the server refuse it.

Commands refuse writing only. EXPORT is asked by the window that exports; SEE_QUEUE, HAND_OVER, REASSIGN and the others that no command
names say who will hold what the server and later windows bring.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from models.records.catalogue import Line
from models.records.failure import RuleBroken
from models.records.journal import (
    Absorb,
    Accept,
    Acknowledge,
    Amend,
    Answer,
    Assign,
    Body,
    CallbackAnswer,
    CallbackAttempt,
    Cancel,
    Close,
    Complain,
    Decline,
    Dispatch,
    Feedback,
    HandOver,
    Hotwire,
    Merge,
    Note,
    OnSite,
    Prioritise,
    ProposeVeto,
    Reassign,
    Refile,
    Reopen,
    Rework,
    TakeOver,
    Unmet,
    Verify,
    WorkDone,
)
from models.records.staff import Role
from models.records.supervision import AddUnit, Bulletin, Chase, DecideReturn, Return, Supervise, UnitReport


class Permission(StrEnum):
    """Something that not everybody may do."""

    ACCEPT_CASES = "accept_cases"
    DISPATCH = "dispatch"
    CALLBACK = "callback"
    CLOSE = "close"
    MERGE = "merge"
    VERIFY_COMPLAINTS = "verify_complaints"
    SEE_CALLERS = "see_callers"
    SEE_SEALED = "see_sealed"
    SEE_QUEUE = "see_queue"
    HAND_OVER = "hand_over"
    REASSIGN = "reassign"
    MANAGE_PARTNERS = "manage_partners"
    MANAGE_UNITS = "manage_units"
    MANAGE_KNOWLEDGE = "manage_knowledge"
    MANAGE_CATALOGUE = "manage_catalogue"
    MANAGE_STAFF = "manage_staff"
    VETO = "veto"
    HEAR_APPEALS = "hear_appeals"
    IMPORT_REFERENCE = "import_reference"
    EXPORT = "export"
    SEE_REPORTS = "see_reports"
    SEE_AUDIT = "see_audit"
    BACK_UP = "back_up"
    TRAIN = "train"
    RUN_TRAINING = "run_training"
    PLAY_RECORDINGS = "play_recordings"
    HEAR_ALERTS = "hear_alerts"
    SUPERVISE = "supervise"
    COUNT_OUTREACH = "count_outreach"
    MANAGE_OUTREACH = "manage_outreach"


_CALLS = frozenset(
    (
        Permission.ACCEPT_CASES,
        Permission.DISPATCH,
        Permission.CALLBACK,
        Permission.CLOSE,
        Permission.MERGE,
        Permission.SEE_CALLERS,
        Permission.HAND_OVER,
        Permission.TRAIN,
    )
)

MATRIX: Mapping[Role, frozenset[Permission]] = {
    Role.OPERATOR: _CALLS | {Permission.VERIFY_COMPLAINTS, Permission.COUNT_OUTREACH},
    Role.LEAD: _CALLS
    | {
        Permission.VERIFY_COMPLAINTS,
        Permission.SEE_QUEUE,
        Permission.REASSIGN,
        Permission.MANAGE_KNOWLEDGE,
        Permission.VETO,
        Permission.EXPORT,
        Permission.SEE_REPORTS,
        Permission.RUN_TRAINING,
        Permission.PLAY_RECORDINGS,
        Permission.HEAR_ALERTS,
        Permission.SUPERVISE,
        Permission.COUNT_OUTREACH,
        Permission.MANAGE_OUTREACH,
    },
    Role.TRAINER: frozenset((Permission.TRAIN, Permission.RUN_TRAINING)),
    Role.SUPERVISOR: frozenset(
        (
            Permission.SEE_CALLERS,
            Permission.VERIFY_COMPLAINTS,
            Permission.SEE_QUEUE,
            Permission.MANAGE_PARTNERS,
            Permission.MANAGE_UNITS,
            Permission.MANAGE_KNOWLEDGE,
            Permission.MANAGE_CATALOGUE,
            Permission.VETO,
            Permission.HEAR_APPEALS,
            Permission.EXPORT,
            Permission.SEE_REPORTS,
            Permission.PLAY_RECORDINGS,
            Permission.HEAR_ALERTS,
            Permission.SUPERVISE,
            Permission.COUNT_OUTREACH,
            Permission.MANAGE_OUTREACH,
        )
    ),
    Role.COUNSELLOR: _CALLS | {Permission.SEE_SEALED},
    Role.ADMIN: frozenset(
        (
            Permission.MANAGE_STAFF,
            Permission.MANAGE_CATALOGUE,
            Permission.IMPORT_REFERENCE,
            Permission.EXPORT,
            Permission.SEE_AUDIT,
            Permission.BACK_UP,
        )
    ),
}
"""Only counsellors read the sealed line, leads and administrators included (product: records that nobody else can read).

A veto takes two people, so two roles hold it; an administrator keeps the machine and reads the audit log, not the callers.
"""


def may(role: Role, permission: Permission) -> bool:
    """Tell whether a role has a permission."""
    return permission in MATRIX[role]


_OWN_LINE: Mapping[Line, frozenset[Permission]] = {
    Line.PSYCHOLOGY: frozenset((Permission.VERIFY_COMPLAINTS, Permission.PLAY_RECORDINGS, Permission.REASSIGN, Permission.SUPERVISE)),
}
"""What whoever reads a sealed line may do there besides, since nobody else can: a complaint about its helpers would stay open for ever,
and nobody would see to the cases of a counsellor who is ill.
"""


def may_on(role: Role, permission: Permission, line: Line) -> bool:
    """Tell whether a role has a permission for the cases of a line."""
    return may(role, permission) or (may(role, Permission.SEE_SEALED) and permission in _OWN_LINE.get(line, ()))


VERBS: Mapping[type[Body], Permission] = {
    **dict.fromkeys((Accept, Amend, Refile, Answer, Hotwire, Complain, Unmet), Permission.ACCEPT_CASES),
    **dict.fromkeys((Dispatch, Assign, Acknowledge, Decline, OnSite, WorkDone, Rework), Permission.DISPATCH),
    **dict.fromkeys((Return, AddUnit, UnitReport), Permission.DISPATCH),
    **dict.fromkeys((DecideReturn, Supervise, Bulletin), Permission.SUPERVISE),
    **dict.fromkeys((CallbackAttempt, CallbackAnswer), Permission.CALLBACK),
    **dict.fromkeys((Close, Cancel, Reopen), Permission.CLOSE),
    **dict.fromkeys((Merge, Absorb), Permission.MERGE),
    **dict.fromkeys((Verify, ProposeVeto), Permission.VERIFY_COMPLAINTS),
    **dict.fromkeys((TakeOver, HandOver), Permission.HAND_OVER),
    **dict.fromkeys((Reassign, Prioritise), Permission.REASSIGN),
    **dict.fromkeys((Feedback, Note, Chase), Permission.SEE_CALLERS),
}
"""What each verb of a case asks for. An undo asks for what it takes back; a verdict that is a veto asks for VETO besides."""


def require(role: Role, permission: Permission) -> None:
    """Return quietly where a role has a permission. Raises RuleBroken ``permission.denied`` with the permission and the role."""
    if not may(role, permission):
        raise RuleBroken("permission.denied", permission=permission.value, role=role.value)


def require_on(role: Role, permission: Permission, line: Line) -> None:
    """Return quietly where a role has a permission for a line. Raises RuleBroken ``permission.denied`` like ``require``."""
    if not may_on(role, permission, line):
        require(role, permission)


def may_read(role: Role, line: Line) -> bool:
    """Tell whether a role may take on and read the cases of a line: the psychology line is for its counsellors."""
    return line is not Line.PSYCHOLOGY or may(role, Permission.SEE_SEALED)


def lines_of(role: Role) -> tuple[Line, ...]:
    """Return the lines that a role takes calls of, the own one first: a reader of the sealed line dials on that line."""
    return tuple(sorted((line for line in Line if may_read(role, line)), key=lambda line: line is not Line.PSYCHOLOGY))
