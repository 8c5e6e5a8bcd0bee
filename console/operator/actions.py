"""What can be done to the case now, each with its key and, where it needs words, the fields that are asked in place."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from console.operator.owner import OWNER_VERBS
from console.operator.unit_verbs import UNIT_VERBS
from console.operator.verb import Values, Verb
from console.shortcuts import Shortcut
from models.records.base import Text
from models.records.case import CaseState, CloseReason, Stage, Verification
from models.records.journal import (
    Acknowledge,
    Cancel,
    Close,
    Complain,
    Decline,
    Feedback,
    OnSite,
    ProposeVeto,
    Reopen,
    Rework,
    Unmet,
    Verify,
    WorkDone,
)
from models.records.staff import Role
from models.records.supervision import Press
from models.rules.permissions import VERBS as PERMISSIONS
from models.rules.permissions import Permission, lines_of, may_on
from models.rules.transitions import reached_done
from models.rules.verbs import allowed
from widgets.case.view import CaseAction, Field


def _say(source: object) -> str:
    return QCoreApplication.translate("actions", str(source))


_VERDICTS = dict.fromkeys(("y", "yes", "是", "属实"), Verification.VERIFIED) | dict.fromkeys(
    ("n", "no", "否", "不是", "不属实"), Verification.UNFOUNDED
)
"""What an operator may answer; anything else leaves it open, which the rules refuse: nobody is carded by a slip of the hand."""


def _verify(case: CaseState, values: Values) -> Verify:
    return Verify(
        verdict=_VERDICTS.get(values.get("verdict", "").strip().lower(), Verification.OPEN),
        partner=case.accused,
        name=case.handler.name if case.handler is not None and case.handler.code == case.accused else Text(case.accused, case.accused),
        statement=values.get("statement", ""),
        evidence=values.get("evidence", ""),
    )


def _propose(case: CaseState, values: Values) -> ProposeVeto:
    body = _verify(case, values)
    return ProposeVeto(partner=body.partner, name=body.name, statement=body.statement, evidence=body.evidence)


def _confirm(case: CaseState, values: Values) -> Verify:
    """The second person's verdict rests on what the first one wrote down; a number that is none is nobody's."""
    number, proposal = values.get("second", "").strip(), case.proposal
    given = {"statement": proposal.statement, "evidence": proposal.evidence} if proposal is not None else {}
    return replace(
        _verify(case, given),
        verdict=Verification.VETO,
        second=int(number) if number.isdecimal() else -1 if number else 0,
        words=values.get("words", ""),
    )


def _complain(case: CaseState, values: Values) -> Complain:
    handler = case.handler
    if handler is None:
        return Complain(text=values.get("text", ""), partner="", name=Text("", ""))
    return Complain(text=values.get("text", ""), partner=handler.code, name=handler.name, kind=handler.kind)


def close_body(case: CaseState, note: str = "") -> Close:
    """Return the closing entry that fits the case: what happened decides the reason, and whether it is resolved."""
    if case.unmet:
        return Close(reason=CloseReason.UNMET, resolved=False, note=note)
    if case.transferred_to and case.handler is None:
        return Close(reason=CloseReason.TRANSFERRED, resolved=False, note=note)
    if case.callback_done:
        return Close(reason=CloseReason.DONE, resolved=reached_done(case) is True or case.answered, note=note)
    if case.answered:
        return Close(reason=CloseReason.ANSWERED, resolved=True, note=note)
    return Close(reason=CloseReason.UNREACHED if case.attempts else CloseReason.DONE, resolved=False, note=note)


TEXT = QT_TRANSLATE_NOOP("actions", "What was said")
VERBS: dict[str, Verb] = {
    "acknowledge": Verb(
        "case.acknowledge",
        Shortcut.ACKNOWLEDGED,
        QT_TRANSLATE_NOOP("actions", "Acknowledged"),
        lambda case, values: Acknowledge(note=values.get("note", "")),
    ),
    "decline": Verb(
        "case.decline",
        Shortcut.DECLINED,
        QT_TRANSLATE_NOOP("actions", "Declined"),
        lambda case, values: Decline(reason=values.get("reason", "")),
        (("reason", QT_TRANSLATE_NOOP("actions", "Why it was declined")),),
    ),
    **UNIT_VERBS,
    "on_site": Verb("case.on_site", Shortcut.ON_SITE, QT_TRANSLATE_NOOP("actions", "On site"), lambda case, values: OnSite()),
    "work_done": Verb(
        "case.work_done",
        Shortcut.WORK_DONE,
        QT_TRANSLATE_NOOP("actions", "Work done"),
        lambda case, values: WorkDone(note=values.get("note", "")),
        (("note", QT_TRANSLATE_NOOP("actions", "What was done (may stay empty)")),),
    ),
    "feedback": Verb(
        "case.feedback",
        Shortcut.FEEDBACK,
        QT_TRANSLATE_NOOP("actions", "Feedback"),
        lambda case, values: Feedback(note=values.get("note", ""), by=values.get("by", "")),
        (("note", TEXT), ("by", QT_TRANSLATE_NOOP("actions", "Who said it"))),
    ),
    "complain": Verb(
        "case.complain",
        Shortcut.COMPLAINT,
        QT_TRANSLATE_NOOP("actions", "Complaint"),
        _complain,
        (("text", QT_TRANSLATE_NOOP("actions", "What the citizen complains about")),),
    ),
    "verify": Verb(
        "case.verify",
        Shortcut.VERIFY,
        QT_TRANSLATE_NOOP("actions", "Verify"),
        _verify,
        (
            ("statement", QT_TRANSLATE_NOOP("actions", "The other side's statement")),
            ("evidence", QT_TRANSLATE_NOOP("actions", "Evidence")),
            ("verdict", QT_TRANSLATE_NOOP("actions", "Is the complaint true? y / n")),
        ),
    ),
    "propose_veto": Verb(
        "case.propose_veto",
        Shortcut.VETO,
        QT_TRANSLATE_NOOP("actions", "Propose a veto"),
        _propose,
        (
            ("statement", QT_TRANSLATE_NOOP("actions", "The other side's statement")),
            ("evidence", QT_TRANSLATE_NOOP("actions", "Why it must go at once")),
        ),
    ),
    "confirm_veto": Verb(
        "case.verify",
        Shortcut.CONFIRM_VETO,
        QT_TRANSLATE_NOOP("actions", "Confirm the veto"),
        _confirm,
        (
            ("second", QT_TRANSLATE_NOOP("actions", "Second person's number (empty: I am)")),
            ("words", QT_TRANSLATE_NOOP("actions", "In their own words: why")),
        ),
    ),
    "rework": Verb(
        "case.rework",
        Shortcut.REWORK,
        QT_TRANSLATE_NOOP("actions", "Rework"),
        lambda case, values: Rework(reason=values.get("reason", "")),
        (("reason", QT_TRANSLATE_NOOP("actions", "What has to be done again")),),
    ),
    "unmet": Verb(
        "case.unmet",
        Shortcut.UNMET,
        QT_TRANSLATE_NOOP("actions", "Unmet need"),
        lambda case, values: Unmet(need=values.get("need", "") or case.text or case.item_name.zh, tried=values.get("tried", "")),
        (("need", QT_TRANSLATE_NOOP("actions", "What was needed")), ("tried", QT_TRANSLATE_NOOP("actions", "What was tried"))),
    ),
    "cancel": Verb(
        "case.cancel",
        Shortcut.CANCELLED,
        QT_TRANSLATE_NOOP("actions", "Cancelled"),
        lambda case, values: Cancel(reason=values.get("reason", "")),
        (("reason", QT_TRANSLATE_NOOP("actions", "Why the caller cancels")),),
    ),
    "reopen": Verb(
        "case.reopen",
        Shortcut.REOPEN,
        QT_TRANSLATE_NOOP("actions", "Reopen"),
        lambda case, values: Reopen(reason=values.get("reason", "")),
        (("reason", QT_TRANSLATE_NOOP("actions", "Why it is opened again")),),
    ),
    **OWNER_VERBS,
    "close": Verb(
        "case.close", Shortcut.CLOSE, QT_TRANSLATE_NOOP("actions", "Close"), lambda case, values: close_body(case, values.get("note", ""))
    ),
}

_NEEDED = {str(body.__struct_config__.tag): permission for body, permission in PERMISSIONS.items()}
_LIKELY: dict[Stage, tuple[str, ...]] = {
    Stage.ACCEPTED: ("feedback", "unmet", "close", "cancel"),
    Stage.DISPATCHED: ("acknowledge", "decline", "return", "work_done", "cancel"),
    Stage.ACKNOWLEDGED: ("on_site", "work_done", "unit_report", "decline", "return", "feedback", "cancel"),
    Stage.ON_SITE: ("work_done", "unit_report", "feedback", "complain"),
    Stage.CALLBACK: ("close", "complain", "rework", "feedback"),
    Stage.VERIFYING: ("confirm_veto", "verify", "propose_veto", "feedback"),
    Stage.CLOSED: ("reopen",),
    Stage.MERGED: (),
}
"""The actions shown for a stage, the likeliest first; the others stay reachable by their keys and the command bar."""


PASSWORD = "password"
_PROOF = (PASSWORD, QT_TRANSLATE_NOOP("actions", "Their password"))


def fields_of(name: str, words: Values | None = None, *, proving: bool = False) -> list[Field]:
    """Return what the action asks in place, empty where it is done at once; ``words`` are those that were typed before.

    ``proving`` tells that there is a centre, which is asked for a second person's password.
    """
    fields = VERBS[name].fields
    if proving and name == "confirm_veto":
        fields = (fields[0], _PROOF, *fields[1:])
    typed = words or {}
    return [Field(name=field, label=_say(label), text=typed.get(field, ""), secret=field == PASSWORD) for field, label in fields]


def label_of(name: str) -> str:
    """Return the action's label in the language of the interface."""
    return _say(VERBS[name].label)


def _leads(case: CaseState, name: str) -> bool:
    """Tell whether an action is the next thing to do, and not merely possible."""
    if case.stage is Stage.ACCEPTED:
        return name == "close"
    if case.stage is Stage.CALLBACK:
        return name == "close" and case.callback_done
    return name in ("take_over", "acknowledge", "on_site", "work_done", "verify", "confirm_veto")


def covered(name: str, role: Role, case: CaseState) -> bool:
    """Tell whether an action on a case is for this role. A veto may be confirmed by a second person at whosever session."""
    return may_on(role, _NEEDED[VERBS[name].type], case.line)


def for_role(name: str, role: Role, case: CaseState | None) -> bool:
    """Tell whether an action is for this role: on the case, or where there is none, on any case that the role reads."""
    lines = (case.line,) if case is not None else lines_of(role)
    return any(may_on(role, _NEEDED[VERBS[name].type], line) for line in lines)


def actions_for(case: CaseState | None, role: Role, press: Press | None = None) -> list[CaseAction]:
    """Return the buttons of the case pane that are for this role; the first one that is possible is the primary one.

    ``press`` says how the main unit is to be pressed now, None where it is not.
    """
    if case is None:
        return []
    possible = allowed(case)
    shown = [name for name in _LIKELY[case.stage] if VERBS[name].type in possible and covered(name, role, case)]
    if case.proposal is None and "confirm_veto" in shown:
        shown.remove("confirm_veto")
    if press is Press.CHASE and covered("chase", role, case):
        shown.insert(1, "chase")
    if "close" in shown:
        shown.remove("close")
        ripe = case.callback_done or case.unmet or case.answered or case.transferred_to
        shown.insert(0 if ripe else len(shown), "close")
    for name in ("reassign", "prioritise") if may_on(role, Permission.REASSIGN, case.line) else ():
        if VERBS[name].type in possible:
            shown.append(name)
    if not case.owner and VERBS["take_over"].type in possible and covered("take_over", role, case):
        shown.insert(0, "take_over")
    return [
        CaseAction(id=name, label=label_of(name), key=VERBS[name].hint, primary=at == 0 and _leads(case, name))
        for at, name in enumerate(shown)
    ]
