"""Why a call that we dialled did not come about, from what the PBX says of it. Pure.

The numbers are those of Q.850; Asterisk adds 0 where it knows none.
"""

from __future__ import annotations

from models.records.call import EndReason

_INVALID = {"1", "2", "3", "22", "28"}
_BUSY = {"17", "21"}
_NO_ANSWER = {"18", "19", "20"}
_PLAIN = {"", "0", "16"}
_AT_HOME = {"16", "17", "18", "19", "21"}
_BY_STATUS = {
    "BUSY": EndReason.BUSY,
    "NOANSWER": EndReason.NO_ANSWER,
    "CANCEL": EndReason.OPERATOR,
    "INVALIDARGS": EndReason.INVALID,
}


def at_home(left: bool, cause: str) -> EndReason:
    """Return why nobody was rung at all: the operator's own telephone was not taken up, or there was none.

    ``left`` says that the telephone itself ended the attempt, ``cause`` is that of its leg.
    """
    return EndReason.OPERATOR if left or cause in _AT_HOME else EndReason.FAILED


def outside(status: str, left: bool, cause: str) -> EndReason:
    """Return why nobody took up: ``status`` is what the attempt to reach them ended with, '' where the dial plan made none.

    A dial plan that makes no attempt refuses by Busy() or Congestion(), which leave no cause on a leg that is up, or by Hangup(cause).
    """
    if left:
        return EndReason.OPERATOR
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if cause in _INVALID:
        return EndReason.INVALID
    if cause in _BUSY or (not status and cause in _PLAIN):
        return EndReason.BUSY
    return EndReason.NO_ANSWER if cause in _NO_ANSWER else EndReason.FAILED
