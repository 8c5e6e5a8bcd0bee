"""Writing down calls."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from models.commands.guard import admit, fits
from models.records.call import CallRow
from models.records.effects import CallPlayed, CallRecord, CallSettled
from models.records.failure import BadInput, RuleBroken
from models.records.operation import Changes, Desk, Entity
from models.repositories import call as calls
from models.rules.access import stream_of
from models.rules.missed import unanswered
from models.rules.permissions import Permission, may_read, require_on
from models.rules.phone import kept
from models.store.store import Store


def record_call(store: Store, desk: Desk, call: CallRow) -> Changes:
    """Write a call down as it stands, over an earlier record of the same call. Raises BadInput ``call.unnamed`` or ``phone.bad``.

    It is written when it is answered and again when it ends, so that a desk that dies in mid-call has had it. Whoever sits at the telephone
    may, of every role: that it rang is a fact and no deed. A call stays on the line that it came in on. Once one of the psychology line is
    written down, only who took it and who may read that line write it again; others meet RuleBroken ``line.sealed``.
    """
    if not call.id:
        raise BadInput("call.unnamed")
    admit(store, desk)
    before = calls.by_id(store, call.id)
    line = before.line if before is not None else call.line
    if before is not None and not may_read(desk.role, line) and before.operator != desk.actor:
        raise RuleBroken("line.sealed")
    call = replace(call, number=kept(call.number), line=line, muted=False)
    fits(CallRecord(call=call))
    with store.write(desk) as work:
        work.record(stream_of(line), Entity(type="call", id=call.id), CallRecord(call=call))
    return work.changes


def settle_missed(store: Store, desk: Desk, call_ids: Sequence[str], reason: str) -> Changes:
    """Write down why nobody need ring back about calls that nobody answered.

    Raises BadInput ``missed.reason`` without a reason, ``call.missing``, ``text.long``, ``text.broken``; RuleBroken ``permission.denied``,
    ``line.sealed``, and ``call.answered`` for a call that somebody did answer.
    """
    admit(store, desk, Permission.CALLBACK)
    said = reason.strip()
    if not said:
        raise BadInput("missed.reason")
    settled = []
    for call_id in call_ids:
        call = _known(store, desk, call_id)
        if not unanswered(call):
            raise RuleBroken("call.answered")
        settled.append(CallSettled(call=call.id, line=call.line, reason=said))
        fits(settled[-1])
    with store.write(desk) as work:
        for body in settled:
            work.record(stream_of(body.line), Entity(type="call", id=body.call), body)
    return work.changes


def recorded(store: Store, desk: Desk, call_id: str) -> CallRow:
    """Return a call whose recording somebody may have played.

    Raises BadInput ``call.missing``, ``recording.none``, RuleBroken ``permission.denied``, ``line.sealed``.
    """
    admit(store, desk)
    call = _known(store, desk, call_id)
    require_on(desk.role, Permission.PLAY_RECORDINGS, call.line)
    if not call.recording:
        raise BadInput("recording.none")
    return call


def play_recording(store: Store, desk: Desk, call_id: str) -> tuple[Changes, str]:
    """Write down that somebody has a recording played; return what changed and what the call system calls the recording.

    It is written down before anything can be heard. Raises what ``recorded`` does.
    """
    call = recorded(store, desk, call_id)
    body = CallPlayed(call=call.id, line=call.line, recording=call.recording)
    with store.write(desk) as work:
        work.record(stream_of(call.line), Entity(type="call", id=call.id), body)
    return work.changes, call.recording


def _known(store: Store, desk: Desk, call_id: str) -> CallRow:
    call = calls.by_id(store, call_id)
    if call is None:
        raise BadInput("call.missing")
    if not may_read(desk.role, call.line):
        raise RuleBroken("line.sealed")
    return call
