"""The words for every enum of the records, as English source texts of the ``words`` context. ``widgets.base.words`` says them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP

from models.records.call import Capability, EndReason, NotReady, OperatorState
from models.records.callback import Attempt, Step
from models.records.caller import FlagKind
from models.records.case import CaseKind, CloseReason, DeadlineKind, Stage, Verification, Way, WorkList
from models.records.catalogue import HandlerKind, Line
from models.records.partner import CardLevel, PartnerStage, Why
from models.records.search import HitKind, WhyHit
from models.records.staff import Role
from models.records.supervision import Press, TaskStep

ROLES: Mapping[Role, object] = {
    Role.OPERATOR: QT_TRANSLATE_NOOP("words", "Operator"),
    Role.LEAD: QT_TRANSLATE_NOOP("words", "Team lead"),
    Role.TRAINER: QT_TRANSLATE_NOOP("words", "Trainer"),
    Role.SUPERVISOR: QT_TRANSLATE_NOOP("words", "Supervisor"),
    Role.COUNSELLOR: QT_TRANSLATE_NOOP("words", "Counsellor"),
    Role.ADMIN: QT_TRANSLATE_NOOP("words", "Administrator"),
}
STAGES: Mapping[Stage, object] = {
    Stage.ACCEPTED: QT_TRANSLATE_NOOP("words", "Accepted"),
    Stage.DISPATCHED: QT_TRANSLATE_NOOP("words", "Dispatched"),
    Stage.ACKNOWLEDGED: QT_TRANSLATE_NOOP("words", "Acknowledged"),
    Stage.ON_SITE: QT_TRANSLATE_NOOP("words", "On site"),
    Stage.CALLBACK: QT_TRANSLATE_NOOP("words", "To call back"),
    Stage.VERIFYING: QT_TRANSLATE_NOOP("words", "Verifying"),
    Stage.CLOSED: QT_TRANSLATE_NOOP("words", "Closed"),
    Stage.MERGED: QT_TRANSLATE_NOOP("words", "Merged"),
}
KINDS: Mapping[CaseKind, object] = {
    CaseKind.SERVICE: QT_TRANSLATE_NOOP("words", "Service"),
    CaseKind.CONSULTATION: QT_TRANSLATE_NOOP("words", "Consultation"),
    CaseKind.COMPLAINT: QT_TRANSLATE_NOOP("words", "Complaint"),
    CaseKind.SUGGESTION: QT_TRANSLATE_NOOP("words", "Suggestion"),
    CaseKind.UNMET: QT_TRANSLATE_NOOP("words", "Unmet need"),
}
WAYS: Mapping[Way, object] = {
    Way.UNSAID: QT_TRANSLATE_NOOP("words", "Not said how"),
    Way.SMS: QT_TRANSLATE_NOOP("words", "SMS"),
    Way.LETTER: QT_TRANSLATE_NOOP("words", "Letter"),
    Way.MAILBOX: QT_TRANSLATE_NOOP("words", "Mailbox"),
    Way.VISIT: QT_TRANSLATE_NOOP("words", "Visit"),
}
CLOSES: Mapping[CloseReason, object] = {
    CloseReason.DONE: QT_TRANSLATE_NOOP("words", "work done"),
    CloseReason.ANSWERED: QT_TRANSLATE_NOOP("words", "answered"),
    CloseReason.UNREACHED: QT_TRANSLATE_NOOP("words", "citizen not reached"),
    CloseReason.CANCELLED: QT_TRANSLATE_NOOP("words", "cancelled by the caller"),
    CloseReason.UNMET: QT_TRANSLATE_NOOP("words", "nobody can do it"),
    CloseReason.TRANSFERRED: QT_TRANSLATE_NOOP("words", "put through"),
}
VERDICTS: Mapping[Verification, object] = {
    Verification.OPEN: QT_TRANSLATE_NOOP("words", "verification open"),
    Verification.VERIFIED: QT_TRANSLATE_NOOP("words", "verified"),
    Verification.UNFOUNDED: QT_TRANSLATE_NOOP("words", "unfounded"),
    Verification.VETO: QT_TRANSLATE_NOOP("words", "veto"),
}
DEADLINES: Mapping[DeadlineKind, object] = {
    DeadlineKind.DISPATCH: QT_TRANSLATE_NOOP("words", "dispatch"),
    DeadlineKind.ACKNOWLEDGE: QT_TRANSLATE_NOOP("words", "acknowledge"),
    DeadlineKind.ON_SITE: QT_TRANSLATE_NOOP("words", "arrive"),
    DeadlineKind.FEEDBACK: QT_TRANSLATE_NOOP("words", "feedback"),
    DeadlineKind.CALLBACK: QT_TRANSLATE_NOOP("words", "call back"),
    DeadlineKind.VERIFY: QT_TRANSLATE_NOOP("words", "verify"),
    DeadlineKind.DECIDE_RETURN: QT_TRANSLATE_NOOP("words", "answer the return"),
}
LISTS: Mapping[WorkList, object] = {
    WorkList.TO_DISPATCH: QT_TRANSLATE_NOOP("words", "To dispatch"),
    WorkList.AWAITING_FEEDBACK: QT_TRANSLATE_NOOP("words", "Awaiting feedback"),
    WorkList.CALLBACKS_DUE: QT_TRANSLATE_NOOP("words", "Callback or close"),
    WorkList.OVERDUE: QT_TRANSLATE_NOOP("words", "Overdue"),
}
STEPS: Mapping[Step, object] = {
    Step.DONE: QT_TRANSLATE_NOOP("words", "Is the work done?"),
    Step.AS_PROMISED: QT_TRANSLATE_NOOP("words", "Did they come when promised?"),
    Step.PRICE_AS_QUOTED: QT_TRANSLATE_NOOP("words", "Was the price as quoted?"),
    Step.CLEAN: QT_TRANSLATE_NOOP("words", "Was the place left clean?"),
    Step.ANSWER_CLEAR: QT_TRANSLATE_NOOP("words", "Was the answer clear?"),
    Step.UNIT_CONTACTED: QT_TRANSLATE_NOOP("words", "Did the department get in touch?"),
    Step.SATISFIED: QT_TRANSLATE_NOOP("words", "How satisfied, from 1 to 5?"),
    Step.ANYTHING_ELSE: QT_TRANSLATE_NOOP("words", "Is there anything else?"),
}
ATTEMPTS: Mapping[Attempt, object] = {
    Attempt.REACHED: QT_TRANSLATE_NOOP("words", "reached"),
    Attempt.NO_ANSWER: QT_TRANSLATE_NOOP("words", "no answer"),
    Attempt.BUSY: QT_TRANSLATE_NOOP("words", "busy"),
    Attempt.REFUSED: QT_TRANSLATE_NOOP("words", "would not answer"),
    Attempt.WRONG_NUMBER: QT_TRANSLATE_NOOP("words", "wrong number"),
}
STATES: Mapping[OperatorState, object] = {
    OperatorState.LOGGED_OUT: QT_TRANSLATE_NOOP("words", "Signed out"),
    OperatorState.READY: QT_TRANSLATE_NOOP("words", "Ready"),
    OperatorState.NOT_READY: QT_TRANSLATE_NOOP("words", "Break"),
    OperatorState.ALERTING: QT_TRANSLATE_NOOP("words", "Ringing"),
    OperatorState.ON_CALL: QT_TRANSLATE_NOOP("words", "On a call"),
    OperatorState.WRAP_UP: QT_TRANSLATE_NOOP("words", "Wrap-up"),
    OperatorState.PHONE_OFFLINE: QT_TRANSLATE_NOOP("words", "Phone offline"),
}
AWAY: Mapping[NotReady, object] = {
    NotReady.BREAK: QT_TRANSLATE_NOOP("words", "Break"),
    NotReady.TRAINING: QT_TRANSLATE_NOOP("words", "Training"),
    NotReady.NO_ANSWER: QT_TRANSLATE_NOOP("words", "Not answered"),
    NotReady.UNATTENDED: QT_TRANSLATE_NOOP("words", "Nobody there"),
}
ENDS: Mapping[EndReason, object] = {
    EndReason.CALLER: QT_TRANSLATE_NOOP("words", "the caller hung up"),
    EndReason.OPERATOR: QT_TRANSLATE_NOOP("words", "hung up here"),
    EndReason.TRANSFER: QT_TRANSLATE_NOOP("words", "transferred"),
    EndReason.ABANDONED: QT_TRANSLATE_NOOP("words", "the caller gave up waiting"),
    EndReason.NO_ANSWER: QT_TRANSLATE_NOOP("words", "not answered"),
    EndReason.BUSY: QT_TRANSLATE_NOOP("words", "line busy"),
    EndReason.INVALID: QT_TRANSLATE_NOOP("words", "number not in use"),
    EndReason.FAILED: QT_TRANSLATE_NOOP("words", "the call failed"),
    EndReason.LINK_LOST: QT_TRANSLATE_NOOP("words", "link to the exchange lost"),
}
CAPABILITIES: Mapping[Capability, object] = {
    Capability.ANSWER: QT_TRANSLATE_NOOP("words", "The telephone does not let the console answer"),
    Capability.HANG_UP: QT_TRANSLATE_NOOP("words", "The telephone does not let the console hang up"),
    Capability.HOLD: QT_TRANSLATE_NOOP("words", "The telephone cannot hold a call"),
    Capability.CONSULT: QT_TRANSLATE_NOOP("words", "The telephone cannot ring a second party"),
    Capability.BLIND_TRANSFER: QT_TRANSLATE_NOOP("words", "The telephone cannot transfer a call"),
    Capability.CONFERENCE: QT_TRANSLATE_NOOP("words", "The telephone has no three-party calls"),
    Capability.DIAL: QT_TRANSLATE_NOOP("words", "The telephone does not let the console dial"),
    Capability.MUTE: QT_TRANSLATE_NOOP("words", "The telephone does not let the console mute it"),
}
FLAGS: Mapping[FlagKind, object] = {
    FlagKind.ELDERLY: QT_TRANSLATE_NOOP("words", "Elderly"),
    FlagKind.DISABLED: QT_TRANSLATE_NOOP("words", "Disabled"),
    FlagKind.CAUTION: QT_TRANSLATE_NOOP("words", "Caution"),
    FlagKind.CONFIDENTIAL: QT_TRANSLATE_NOOP("words", "Confidential"),
    FlagKind.CARE: QT_TRANSLATE_NOOP("words", "In care"),
}
LINES: Mapping[Line, object] = {
    Line.GENERAL: QT_TRANSLATE_NOOP("words", "General line"),
    Line.POWER: QT_TRANSLATE_NOOP("words", "Power line"),
    Line.PSYCHOLOGY: QT_TRANSLATE_NOOP("words", "Psychology line"),
}
HANDLERS: Mapping[HandlerKind, object] = {
    HandlerKind.PARTNER: QT_TRANSLATE_NOOP("words", "Partner"),
    HandlerKind.DEPARTMENT: QT_TRANSLATE_NOOP("words", "Department or town"),
    HandlerKind.CONSULTATION: QT_TRANSLATE_NOOP("words", "Answered at once"),
}
CARDS: Mapping[CardLevel, object] = {
    CardLevel.NONE: QT_TRANSLATE_NOOP("words", "no card"),
    CardLevel.YELLOW: QT_TRANSLATE_NOOP("words", "yellow card"),
    CardLevel.RED: QT_TRANSLATE_NOOP("words", "red card"),
    CardLevel.EXPELLED: QT_TRANSLATE_NOOP("words", "expelled"),
}
STANDINGS: Mapping[PartnerStage, object] = {
    PartnerStage.UNSIGNED: QT_TRANSLATE_NOOP("words", "not signed"),
    PartnerStage.TRIAL: QT_TRANSLATE_NOOP("words", "on trial"),
    PartnerStage.SIGNED: QT_TRANSLATE_NOOP("words", "signed"),
    PartnerStage.SUSPENDED: QT_TRANSLATE_NOOP("words", "suspended"),
    PartnerStage.EXPELLED: QT_TRANSLATE_NOOP("words", "expelled"),
}
HIT_KINDS: Mapping[HitKind, object] = {
    HitKind.ITEM: QT_TRANSLATE_NOOP("words", "Item"),
    HitKind.PARTNER: QT_TRANSLATE_NOOP("words", "Partner"),
    HitKind.UNIT: QT_TRANSLATE_NOOP("words", "Unit"),
    HitKind.ARTICLE: QT_TRANSLATE_NOOP("words", "Knowledge"),
}
HIT_REASONS: Mapping[WhyHit, object] = {
    WhyHit.NAME: QT_TRANSLATE_NOOP("words", "by name"),
    WhyHit.PHRASE: QT_TRANSLATE_NOOP("words", "people say"),
    WhyHit.KEYWORD: QT_TRANSLATE_NOOP("words", "keyword"),
    WhyHit.PINYIN: QT_TRANSLATE_NOOP("words", "pinyin"),
    WhyHit.INITIALS: QT_TRANSLATE_NOOP("words", "initials"),
    WhyHit.SOUND: QT_TRANSLATE_NOOP("words", "sounds like"),
    WhyHit.DIALECT: QT_TRANSLATE_NOOP("words", "dialect"),
    WhyHit.ENGLISH: QT_TRANSLATE_NOOP("words", "English"),
    WhyHit.CODE: QT_TRANSLATE_NOOP("words", "code"),
    WhyHit.LEARNED: QT_TRANSLATE_NOOP("words", "often chosen"),
    WhyHit.SIMILAR: QT_TRANSLATE_NOOP("words", "similar"),
}
WHYS: Mapping[Why, object] = {
    Why.SIGNED: QT_TRANSLATE_NOOP("words", "signed"),
    Why.TRIAL: QT_TRANSLATE_NOOP("words", "on trial"),
    Why.SATISFACTION: QT_TRANSLATE_NOOP("words", "satisfaction"),
    Why.IN_DISTRICT: QT_TRANSLATE_NOOP("words", "in the district"),
    Why.FREE: QT_TRANSLATE_NOOP("words", "free"),
    Why.ARRIVES: QT_TRANSLATE_NOOP("words", "time to arrive"),
    Why.TURN: QT_TRANSLATE_NOOP("words", "its turn"),
    Why.USED_BEFORE: QT_TRANSLATE_NOOP("words", "helped this caller before"),
    Why.YELLOW_CARD: QT_TRANSLATE_NOOP("words", "yellow card"),
    Why.FEW_RATINGS: QT_TRANSLATE_NOOP("words", "few ratings"),
    Why.CARD_RED: QT_TRANSLATE_NOOP("words", "red card"),
    Why.CARD_EXPELLED: QT_TRANSLATE_NOOP("words", "expelled"),
    Why.SUSPENDED: QT_TRANSLATE_NOOP("words", "suspended"),
    Why.LICENCE_EXPIRED: QT_TRANSLATE_NOOP("words", "licence expired"),
    Why.LICENCE_MISSING: QT_TRANSLATE_NOOP("words", "no licence on file"),
    Why.OUT_OF_DISTRICT: QT_TRANSLATE_NOOP("words", "not in this district"),
    Why.OFF_HOURS: QT_TRANSLATE_NOOP("words", "off hours"),
    Why.AT_CAPACITY: QT_TRANSLATE_NOOP("words", "at capacity"),
    Why.NOT_SIGNED: QT_TRANSLATE_NOOP("words", "not signed"),
    Why.DECLINED: QT_TRANSLATE_NOOP("words", "declined this case"),
}
WHYS_WITH_FIGURES: Mapping[Why, object] = {
    Why.SATISFACTION: QT_TRANSLATE_NOOP("words", "{0}% satisfied · {1} rated"),
    Why.FREE: QT_TRANSLATE_NOOP("words", "{0} free"),
    Why.ARRIVES: QT_TRANSLATE_NOOP("words", "about {0} min"),
    Why.FEW_RATINGS: QT_TRANSLATE_NOOP("words", "only {0} rated"),
    Why.LICENCE_EXPIRED: QT_TRANSLATE_NOOP("words", "licence expired {0}"),
    Why.OFF_HOURS: QT_TRANSLATE_NOOP("words", "off hours · works {1} {0}"),
    Why.AT_CAPACITY: QT_TRANSLATE_NOOP("words", "at capacity · {0} of {1} jobs"),
}
"""Sentences for reasons that carry figures; without their figures the plain word above is said."""
FIRST = QT_TRANSLATE_NOOP("words", "▲ first")
OWNER = QT_TRANSLATE_NOOP("words", "No. {number} answers for it")
WEEKDAYS: tuple[object, ...] = (
    QT_TRANSLATE_NOOP("words", "Mon"),
    QT_TRANSLATE_NOOP("words", "Tue"),
    QT_TRANSLATE_NOOP("words", "Wed"),
    QT_TRANSLATE_NOOP("words", "Thu"),
    QT_TRANSLATE_NOOP("words", "Fri"),
    QT_TRANSLATE_NOOP("words", "Sat"),
    QT_TRANSLATE_NOOP("words", "Sun"),
)
TASK_STEPS: Mapping[TaskStep, object] = {
    TaskStep.ACKNOWLEDGE: QT_TRANSLATE_NOOP("words", "acknowledgement"),
    TaskStep.FEEDBACK: QT_TRANSLATE_NOOP("words", "answer"),
}
PRESSES: Mapping[Press, object] = {
    Press.CHASE: QT_TRANSLATE_NOOP("words", "to chase"),
    Press.SUPERVISE: QT_TRANSLATE_NOOP("words", "to supervise"),
    Press.BULLETIN: QT_TRANSLATE_NOOP("words", "for the bulletin"),
}
PRESSED: Mapping[Press, object] = {
    Press.CHASE: QT_TRANSLATE_NOOP("words", "chased"),
    Press.SUPERVISE: QT_TRANSLATE_NOOP("words", "supervised"),
    Press.BULLETIN: QT_TRANSLATE_NOOP("words", "in a bulletin"),
}
PARTS: Mapping[str, object] = {
    "standing": QT_TRANSLATE_NOOP("words", "standing"),
    "satisfaction": QT_TRANSLATE_NOOP("words", "satisfaction"),
    "arrival": QT_TRANSLATE_NOOP("words", "time to arrive"),
    "free": QT_TRANSLATE_NOOP("words", "free"),
    "turn": QT_TRANSLATE_NOOP("words", "its turn"),
    "used_before": QT_TRANSLATE_NOOP("words", "helped this caller before"),
    "card": QT_TRANSLATE_NOOP("words", "yellow card"),
}
"""What made a partner's score, by the names that matching gives the parts."""
