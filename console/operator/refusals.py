"""Why a command to the telephone was not accepted, and which key is the next one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.calls.port import Refusal
from console.shortcuts import Shortcut
from models.records.call import CallRow, CallState, Direction, LineStatus, OperatorState

_KEYS = {shortcut.name: shortcut.label for shortcut in Shortcut}


def refusal_words(refusal: Refusal, status: LineStatus | None, call: CallRow | None) -> str:
    """Return the sentence for a refusal, with the operator at ``status`` and ``call`` in hand."""
    return _source(refusal, status, call).format(**_KEYS)


def _source(refusal: Refusal, status: LineStatus | None, call: CallRow | None) -> str:
    if refusal in (Refusal.NO_CALL, Refusal.WRONG_STATE) and call is not None:
        return _at_this_point(call)
    match refusal:
        case Refusal.NO_CALL | Refusal.WRONG_STATE:
            if status is not None and status.operator in (OperatorState.NOT_READY, OperatorState.LOGGED_OUT):
                return QCoreApplication.translate("Refusals", "You are on a break, no call rings here: {BREAK} makes you ready")
            if status is not None and status.operator is OperatorState.WRAP_UP:
                return QCoreApplication.translate("Refusals", "Wrap-up, no call is here: {BREAK} makes you ready at once")
            return QCoreApplication.translate(
                "Refusals", "There is no call for that. The next one rings here; {DIAL} rings the citizen of the case"
            )
        case Refusal.BUSY:
            return QCoreApplication.translate("Refusals", "First end the present call: {HANG_UP}")
        case Refusal.BAD_NUMBER:
            return QCoreApplication.translate("Refusals", "That number cannot be dialled. {COMMAND} takes another")
        case Refusal.NOT_SUPPORTED:
            return QCoreApplication.translate("Refusals", "The telephone does not offer that here: do it on the telephone itself")
        case _:
            return QCoreApplication.translate("Refusals", "The link to the telephone exchange is down; cases can be edited, {ACCEPT} saves")


def _at_this_point(call: CallRow) -> str:
    """Return what is possible with the call as it stands."""
    match call.state:
        case CallState.ALERTING if call.direction is Direction.IN:
            return QCoreApplication.translate("Refusals", "It still rings: {ANSWER} answers")
        case CallState.ALERTING:
            return QCoreApplication.translate("Refusals", "They have not answered yet: {HANG_UP} gives up")
        case CallState.HELD:
            return QCoreApplication.translate("Refusals", "The caller is on hold: {HOLD} takes the call back")
        case CallState.CONSULTING:
            return QCoreApplication.translate(
                "Refusals", "{TRANSFER} puts through, {CONFERENCE} joins all three, {HOLD} goes back to the caller"
            )
        case CallState.CONFERENCE:
            return QCoreApplication.translate("Refusals", "All three are on the line: {CONFERENCE} lets the third go, {HANG_UP} hangs up")
        case _:
            return QCoreApplication.translate("Refusals", "You are on a call: {HOLD} holds, {TRANSFER} transfers, {HANG_UP} hangs up")
