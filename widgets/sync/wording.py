"""What was done, in words: operation types, fields and what was wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.case import CaseKind
from models.records.sync import NeedRow
from widgets.base.number import regrouped
from widgets.base.words import kind_word, language

_TYPES: Mapping[str, object] = {
    "case.accept": QT_TRANSLATE_NOOP("sync", "Case accepted"),
    "case.amend": QT_TRANSLATE_NOOP("sync", "Words changed"),
    "case.refile": QT_TRANSLATE_NOOP("sync", "Filed under another item"),
    "case.dispatch": QT_TRANSLATE_NOOP("sync", "Partner dispatched"),
    "case.assign": QT_TRANSLATE_NOOP("sync", "Department assigned"),
    "case.answer": QT_TRANSLATE_NOOP("sync", "Answered at once"),
    "case.hotwire": QT_TRANSLATE_NOOP("sync", "Caller put through"),
    "case.acknowledge": QT_TRANSLATE_NOOP("sync", "Acknowledged"),
    "case.decline": QT_TRANSLATE_NOOP("sync", "Declined"),
    "case.on_site": QT_TRANSLATE_NOOP("sync", "On site"),
    "case.work_done": QT_TRANSLATE_NOOP("sync", "Work done"),
    "case.feedback": QT_TRANSLATE_NOOP("sync", "Feedback"),
    "case.rework": QT_TRANSLATE_NOOP("sync", "Sent back for rework"),
    "case.complain": QT_TRANSLATE_NOOP("sync", "Complaint about a partner"),
    "case.verify": QT_TRANSLATE_NOOP("sync", "Complaint verified"),
    "callback.attempt": QT_TRANSLATE_NOOP("sync", "Callback tried"),
    "callback.answer": QT_TRANSLATE_NOOP("sync", "Callback answered"),
    "case.unmet": QT_TRANSLATE_NOOP("sync", "Unmet need"),
    "case.close": QT_TRANSLATE_NOOP("sync", "Case closed"),
    "case.cancel": QT_TRANSLATE_NOOP("sync", "Case cancelled"),
    "case.reopen": QT_TRANSLATE_NOOP("sync", "Case reopened"),
    "case.merge": QT_TRANSLATE_NOOP("sync", "Merged into another case"),
    "case.absorb": QT_TRANSLATE_NOOP("sync", "Another case taken in"),
    "case.note": QT_TRANSLATE_NOOP("sync", "Note"),
    "case.return": QT_TRANSLATE_NOOP("sync", "Returned by a department"),
    "case.decide_return": QT_TRANSLATE_NOOP("sync", "Return decided"),
    "case.add_unit": QT_TRANSLATE_NOOP("sync", "Another department helps"),
    "case.unit_report": QT_TRANSLATE_NOOP("sync", "Report of a department that helps"),
    "case.chase": QT_TRANSLATE_NOOP("sync", "Department chased"),
    "case.supervise": QT_TRANSLATE_NOOP("sync", "Department supervised"),
    "case.bulletin": QT_TRANSLATE_NOOP("sync", "Department named in a bulletin"),
    "case.undo": QT_TRANSLATE_NOOP("sync", "One step taken back"),
    "person.save": QT_TRANSLATE_NOOP("sync", "Caller's card"),
    "person.flag": QT_TRANSLATE_NOOP("sync", "Flag on a caller"),
    "call.record": QT_TRANSLATE_NOOP("sync", "Call"),
    "partner.discipline": QT_TRANSLATE_NOOP("sync", "Partner's record"),
    "search.choice": QT_TRANSLATE_NOOP("sync", "Search: what was chosen"),
    "search.lead": QT_TRANSLATE_NOOP("sync", "Search: nothing found"),
    "reference.import": QT_TRANSLATE_NOOP("sync", "Reference data"),
    "store.seed": QT_TRANSLATE_NOOP("sync", "Invented cases"),
}
_FIELDS: Mapping[str, object] = {
    "text": QT_TRANSLATE_NOOP("sync", "What the caller says"),
    "address": QT_TRANSLATE_NOOP("sync", "Address"),
    "district": QT_TRANSLATE_NOOP("sync", "District"),
    "kind": QT_TRANSLATE_NOOP("sync", "Sort of case"),
    "person_id": QT_TRANSLATE_NOOP("sync", "Caller"),
    "person_name": QT_TRANSLATE_NOOP("sync", "Caller's name"),
    "name": QT_TRANSLATE_NOOP("sync", "Caller's name"),
    "notes": QT_TRANSLATE_NOOP("sync", "Notes on the caller"),
}
_PROBLEMS: Mapping[str, object] = {
    "field-conflict": QT_TRANSLATE_NOOP("sync", "Somebody else wrote something else there first."),
    "illegal-transition": QT_TRANSLATE_NOOP("sync", "The case had gone on, and this step did not fit any more. It is kept as a fact."),
    "not-allowed": QT_TRANSLATE_NOOP("sync", "The centre does not allow this step to this role."),
    "not-vouched": QT_TRANSLATE_NOOP(
        "sync", "It names a second person without their password. Let them confirm it again, with it or at their own desk."
    ),
    "stale-document": QT_TRANSLATE_NOOP("sync", "Somebody else published a newer version first."),
    "centre-owned": QT_TRANSLATE_NOOP(
        "sync", "This desk moved into a centre, whose own list counts. What was brought in here is kept as a table in the desk's folder."
    ),
    "group-torn": QT_TRANSLATE_NOOP("sync", "It belongs to a step that did not come through, so it did not either."),
    "device-revoked": QT_TRANSLATE_NOOP("sync", "This desk was shut out when it arrived; the team lead decides."),
    "unknown-type": QT_TRANSLATE_NOOP("sync", "The centre does not know this sort of step yet; the team lead decides."),
}
_CALL_OFF = QT_TRANSLATE_NOOP("sync", "Call {name} off")
_HELD = QT_TRANSLATE_NOOP("sync", "{name} has the case: it was given to them first.")
_SENT_BY = QT_TRANSLATE_NOOP("sync", "Operator {number} sent {name}")
_UNREADABLE = QT_TRANSLATE_NOOP("sync", "The centre could not read it. It is kept here as it was written; tell the administrator.")


def type_word(kind: str) -> str:
    """Return what an operation of a type did; a type without words stands for itself."""
    return _say(_TYPES[kind]) if kind in _TYPES else kind


def field_word(field: str) -> str:
    """Return the name of a field."""
    return _say(_FIELDS[field]) if field in _FIELDS else field


def problem_sentence(problem: str) -> str:
    """Return why something did not come through."""
    return _say(_PROBLEMS.get(problem, _UNREADABLE))


def need_words(row: NeedRow) -> str:
    """Return in a few words what somebody has to look at."""
    if name := row.sent.in_(language()):
        return _say(_CALL_OFF).format(name=name)
    return field_word(row.field) if row.field else type_word(row.type)


def why_words(row: NeedRow) -> str:
    """Return why."""
    if row.sent.in_(language()):
        return _say(_HELD).format(name=row.holder.in_(language()))
    return problem_sentence(row.problem)


def ours_words(row: NeedRow) -> str:
    """Return what was written here, or whom an operator had sent."""
    if name := row.sent.in_(language()):
        told = " ".join(filter(None, (name, regrouped(row.phone))))
        return _say(_SENT_BY).format(number=row.by, name=told)
    return value_word(row, row.ours)


def value_word(row: NeedRow, value: str) -> str:
    """Return a value of a row's field as it is shown; enums get their word."""
    if row.field == "kind" and value in set(CaseKind):
        return kind_word(CaseKind(value))
    return value


def _say(source: object) -> str:
    return QCoreApplication.translate("sync", str(source))
