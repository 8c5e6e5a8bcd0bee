"""Why a command was not accepted or a step is not needed, and which key is the next one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from console.shortcuts import Shortcut
from models.records.call import CallRow, CallState, Capability, Direction, EndReason, LineStatus, NotReady, OperatorState, Refusal, Verb
from models.records.case import CaseState, CloseReason
from models.records.catalogue import HandlerKind
from models.records.journal import Cancel, Close
from models.rules.transitions import settled
from widgets.base.number import grouped

_KEYS = {shortcut.name: shortcut.label for shortcut in Shortcut}


def refusal_words(
    refusal: Refusal,
    status: LineStatus | None,
    call: CallRow | None,
    can: Collection[Capability] = frozenset(Capability),
    *,
    noted: bool = False,
    verb: Verb | None = None,
    takes_calls: bool = True,
    sitter: str = "",
    whose: str = "",
) -> str:
    """Return the sentence for a refusal, with the operator at ``status`` and ``call`` in hand, on a line that ``can`` do so much.

    ``noted``: there is no call system, calls are noted by hand. ``verb`` is what was asked, where the next key depends on it.
    ``takes_calls``: the operator's role does; ``sitter`` is who else sits at the telephone of this desk, ``whose`` telephone was asked for,
    '' where that is not known.
    """
    if noted and call is None and refusal in (Refusal.NO_CALL, Refusal.WRONG_STATE):
        said = QCoreApplication.translate(
            "Refusals", "There is no call for that: {COMMAND} and the number note one; {DIAL} rings the citizen of the case"
        )
    elif refusal is Refusal.NOT_YOURS and status is not None and status.operator is OperatorState.LOGGED_OUT:
        said = _not_let_in(takes_calls, sitter)
    elif refusal is Refusal.UNREACHABLE and whose:
        said = QCoreApplication.translate("Refusals", "The telephone of {whose} is not connected: the call stays here")
    else:
        said = _source(refusal, status, call, can, verb)
    return said.format(**_KEYS, sitter=sitter, whose=whose)


def _not_let_in(takes_calls: bool, sitter: str) -> str:
    """Return why the operator is not signed in at the telephone of this desk."""
    if not takes_calls:
        return QCoreApplication.translate(
            "Refusals", "Your role takes no calls, none rings here. {COMMAND} finds cases, people and numbers"
        )
    if sitter:
        return QCoreApplication.translate(
            "Refusals", "{sitter} sits at this telephone: {COMMAND} and “Telephone” set another, {BREAK} tries once more"
        )
    return QCoreApplication.translate(
        "Refusals", "Somebody else may sit at this telephone: {COMMAND} and “Telephone” set another, {BREAK} tries once more"
    )


def _source(
    refusal: Refusal, status: LineStatus | None, call: CallRow | None, can: Collection[Capability], verb: Verb | None
) -> str:
    if refusal in (Refusal.NO_CALL, Refusal.WRONG_STATE) and call is not None:
        return _at_this_point(call, can)
    signed_out = status is not None and status.operator is OperatorState.LOGGED_OUT
    match refusal:
        case Refusal.NO_CALL | Refusal.WRONG_STATE:
            if status is not None and (status.operator, status.reason) == (OperatorState.NOT_READY, NotReady.NO_ANSWER.value):
                return QCoreApplication.translate("Refusals", "Your phone rang unanswered: {BREAK} makes you ready")
            if status is not None and status.operator in (OperatorState.NOT_READY, OperatorState.LOGGED_OUT):
                return QCoreApplication.translate("Refusals", "You are on a break, no call rings here: {BREAK} makes you ready")
            if status is not None and status.operator is OperatorState.WRAP_UP:
                return QCoreApplication.translate("Refusals", "Wrap-up, no call is here: {BREAK} makes you ready at once")
            return QCoreApplication.translate(
                "Refusals", "There is no call for that. The next one rings here; {DIAL} rings the citizen of the case"
            )
        case Refusal.BUSY:
            return QCoreApplication.translate("Refusals", "First end the present call: {HANG_UP}")
        case Refusal.BAD_NUMBER if verb is Verb.CONFERENCE_ADD:
            return QCoreApplication.translate("Refusals", "That number cannot be rung: {CONFERENCE} takes a name or another one")
        case Refusal.BAD_NUMBER if verb in (Verb.CONSULT, Verb.BLIND_TRANSFER):
            return QCoreApplication.translate("Refusals", "That number cannot be rung: {TRANSFER} takes a name or another one")
        case Refusal.BAD_NUMBER:
            return QCoreApplication.translate("Refusals", "That number cannot be dialled. {COMMAND} takes another")
        case Refusal.NOT_SUPPORTED:
            return QCoreApplication.translate("Refusals", "The telephone does not offer that here: do it on the telephone itself")
        case Refusal.NOT_YOURS if Capability.ANSWER not in can:
            return QCoreApplication.translate("Refusals", "That call is at this desk no more. The next one rings here: pick up your phone")
        case Refusal.NOT_YOURS:
            return QCoreApplication.translate("Refusals", "That call is at this desk no more. The next one rings here: {ANSWER} answers")
        case Refusal.NO_PHONE if signed_out:
            return QCoreApplication.translate(
                "Refusals",
                "Your telephone is signed out: {BREAK} signs it in. Else see to its cable; {COMMAND} and “Telephone” set its number",
            )
        case Refusal.NO_PHONE:
            return QCoreApplication.translate(
                "Refusals", "Your telephone is not connected: see to its cable and sign-in, then {BREAK} makes you ready"
            )
        case Refusal.NO_QUEUE:
            return QCoreApplication.translate(
                "Refusals", "The exchange has no queue for your line: none of its calls ring here. Say so there; {BREAK} tries again"
            )
        case Refusal.UNREACHABLE if call is not None and call.state is CallState.CONSULTING:
            return QCoreApplication.translate(
                "Refusals", "Their telephone is not connected any more: the caller stays here, {HOLD} goes back to them"
            )
        case Refusal.UNREACHABLE:
            return QCoreApplication.translate(
                "Refusals", "The telephone there is not connected: the call stays here. {KEYS} shows what else there is"
            )
        case Refusal.EXPIRED:
            return QCoreApplication.translate("Refusals", "The exchange did not answer in time: once more? {KEYS} shows the keys")
        case Refusal.UNKNOWN if verb in (Verb.MUTE, Verb.UNMUTE):
            return QCoreApplication.translate(
                "Refusals", "The exchange did not answer in time: whether they hear you is not known. {MUTE} once more makes sure"
            )
        case Refusal.UNKNOWN:
            return QCoreApplication.translate(
                "Refusals", "The exchange did not answer in time: this bar shows whether it was done. {KEYS} shows the keys"
            )
        case Refusal.FAILED:
            return QCoreApplication.translate("Refusals", "The exchange could not do that. {KEYS} shows what else there is")
        case _:
            return QCoreApplication.translate("Refusals", "The link to the telephone exchange is down; cases can be edited, {ACCEPT} saves")


def _at_this_point(call: CallRow, can: Collection[Capability]) -> str:
    """Return what is possible with the call as it stands, and of that only what the line can do."""
    match call.state:
        case CallState.ALERTING if call.direction is Direction.IN and Capability.ANSWER not in can:
            return QCoreApplication.translate("Refusals", "It still rings: pick up your phone")
        case CallState.ALERTING if call.direction is Direction.IN:
            return QCoreApplication.translate("Refusals", "It still rings: {ANSWER} answers")
        case CallState.ALERTING:
            return QCoreApplication.translate("Refusals", "They have not answered yet: {HANG_UP} gives up")
        case CallState.HELD:
            return QCoreApplication.translate("Refusals", "The caller is on hold: {HOLD} takes the call back")
        case CallState.CONSULTING if Capability.CONFERENCE not in can:
            return QCoreApplication.translate("Refusals", "{TRANSFER} puts through, {HOLD} goes back to the caller")
        case CallState.CONSULTING:
            return QCoreApplication.translate(
                "Refusals", "{TRANSFER} puts through, {CONFERENCE} joins all three, {HOLD} goes back to the caller"
            )
        case CallState.CONFERENCE:
            return QCoreApplication.translate("Refusals", "Three-party call: {CONFERENCE} lets the third go, {HANG_UP} hangs up")
        case _ if Capability.HOLD in can and {Capability.CONSULT, Capability.BLIND_TRANSFER}.intersection(can):
            return QCoreApplication.translate("Refusals", "You are on a call: {HOLD} holds, {TRANSFER} transfers, {HANG_UP} hangs up")
        case _:
            return QCoreApplication.translate("Refusals", "You are on a call: {HANG_UP} hangs up; the rest is done on the telephone itself")


def unmet_words(call: CallRow, name: str = "") -> str:
    """Return that nobody came who was consulted: who and why, where the caller is, and what the next key does.

    ``name`` is who was consulted, '' where only the number is known.
    """
    why = _UNMET.get(call.reason or EndReason.FAILED, _UNMET[EndReason.FAILED])
    if call.state is CallState.HELD:
        now = QCoreApplication.translate("Refusals", "The caller is still on hold: {HOLD} takes the call back")
    else:
        now = QCoreApplication.translate("Refusals", "The caller is with you again: {TRANSFER} tries somebody else")
    who = QCoreApplication.translate("Refusals", str(why)).format(party=name or grouped(call.party))
    return QCoreApplication.translate("Refusals", "{who}. {now}").format(who=who, now=now.format(**_KEYS))


def unreached_words(call: CallRow, name: str = "") -> str:
    """Return why somebody who was rung from here was not reached, '' where they were, or where the operator gave up.

    ``name`` is who was rung, '' where only the number is known.
    """
    why = _UNREACHED.get(call.reason) if call.reason is not None and call.direction is Direction.OUT and not call.answered_at else None
    return QCoreApplication.translate("Refusals", str(why)).format(party=name or grouped(call.number)) if why is not None else ""


def nobody_words(case: CaseState | None) -> str:
    """Return why there is no partner or unit of the case to ring, and what the next key does."""
    if case is None:
        said = QT_TRANSLATE_NOOP("Refusals", "There is no case on the desk yet. F9 accepts one.")
    elif case.closed or settled(case):
        said = QT_TRANSLATE_NOOP("Refusals", "Nobody was sent for this case. F7 rings the citizen.")
    else:
        said = _NOBODY[case.handler_kind]
    return QCoreApplication.translate("Refusals", str(said))


def unasked_words(body: Close | Cancel, case: CaseState) -> str:
    """Return why a case was closed without a callback, '' where there was one or nothing says why."""
    said = _UNASKED.get(body.reason) if isinstance(body, Close) and not case.callback_done else None
    return QCoreApplication.translate("Refusals", str(said)) if said is not None else ""


_NOBODY: Mapping[HandlerKind, object] = {
    HandlerKind.PARTNER: QT_TRANSLATE_NOOP("Refusals", "Nobody has this case yet. F6 rings and dispatches the partner on top."),
    HandlerKind.DEPARTMENT: QT_TRANSLATE_NOOP("Refusals", "Nobody has this case yet. F6 assigns it to the unit on top."),
    HandlerKind.CONSULTATION: QT_TRANSLATE_NOOP("Refusals", "Nobody is sent for a question. F6 answers it with the article on top."),
}
_UNMET: Mapping[EndReason, object] = {
    EndReason.BUSY: QT_TRANSLATE_NOOP("Refusals", "{party} is busy or did not want the call"),
    EndReason.NO_ANSWER: QT_TRANSLATE_NOOP("Refusals", "{party} did not pick up"),
    EndReason.FAILED: QT_TRANSLATE_NOOP("Refusals", "{party} could not be reached"),
}
_UNREACHED: Mapping[EndReason, object] = {**_UNMET, EndReason.INVALID: _UNMET[EndReason.FAILED]}
_UNASKED: Mapping[CloseReason, object] = {
    CloseReason.ANSWERED: QT_TRANSLATE_NOOP("Refusals", "It was answered at once: no callback is needed."),
    CloseReason.TRANSFERRED: QT_TRANSLATE_NOOP("Refusals", "The caller was put through: no callback is needed."),
    CloseReason.UNMET: QT_TRANSLATE_NOOP("Refusals", "The need is in the ledger; there is no work to ask about in a callback."),
}
