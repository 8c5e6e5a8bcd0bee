"""How a desk stands to its centre, in words: the sync light and the sentences behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.base import Language
from models.records.sync import Away, Light, SyncStatus
from widgets.base.moment import clock, day_clock
from widgets.base.rows import Mark
from widgets.base.theme import Tone
from widgets.base.words import language

_REASONS: Mapping[Away, object] = {
    Away.CONNECTING: QT_TRANSLATE_NOOP("standing", "Looking for the centre."),
    Away.UNREACHABLE: QT_TRANSLATE_NOOP(
        "standing", "The centre cannot be reached. Everything is kept on this desk and sent by itself as soon as it can be."
    ),
    Away.UNTRUSTED: QT_TRANSLATE_NOOP(
        "standing", "Whoever answers has no certificate of the centre. Nothing was told to them; tell the administrator."
    ),
    Away.GARBLED: QT_TRANSLATE_NOOP(
        "standing", "Something other than the centre answers, such as a log-in page of the network. This desk tries again by itself."
    ),
    Away.BUSY: QT_TRANSLATE_NOOP("standing", "The centre is busy. This desk tries again by itself."),
    Away.SIGNED_OUT: QT_TRANSLATE_NOOP("standing", "The centre asks for your password again. Everything is kept on this desk until then."),
    Away.REVOKED: QT_TRANSLATE_NOOP("standing", "The centre has shut this desk out. What is done here is kept; tell the team lead."),
    Away.BEHIND: QT_TRANSLATE_NOOP("standing", "This program is too old to receive; it still sends. Please update this desk."),
    Away.CENTRE_FULL: QT_TRANSLATE_NOOP("standing", "The centre's disk is full. Everything waits on this desk; tell the administrator."),
    Away.DESK_DISK: QT_TRANSLATE_NOOP("standing", "The disk of this desk does not take what comes from the centre. Free some space."),
    Away.MOVED: QT_TRANSLATE_NOOP(
        "standing", "The centre has begun a new history. This desk compares with it and sends again whatever it lacks."
    ),
}
_LOUD = frozenset((Away.REVOKED, Away.UNTRUSTED, Away.DESK_DISK))

_ALONE = QT_TRANSLATE_NOOP("standing", "This desk only · all saved")
_ALONE_AT_LENGTH = QT_TRANSLATE_NOOP("standing", "This desk works on its own: everything is on its disk, nothing waits to be sent.")
_FETCHING = QT_TRANSLATE_NOOP("standing", "Fetching {percent}%")
_WAIT = QT_TRANSLATE_NOOP("standing", "{count} wait since {time}")
_WAITS = QT_TRANSLATE_NOOP("standing", "1 waits since {time}")
_ATTACHMENTS = QT_TRANSLATE_NOOP("standing", "{count} attachments wait")
_ATTACHMENT = QT_TRANSLATE_NOOP("standing", "1 attachment waits")
_BYTES = QT_TRANSLATE_NOOP("standing", "Attachments that the centre does not have yet: {count}.")
_NEED = QT_TRANSLATE_NOOP("standing", "{count} need you")
_NEEDS = QT_TRANSLATE_NOOP("standing", "1 needs you")
_PASSWORD = QT_TRANSLATE_NOOP("standing", "Password asked")
_NO_CENTRE = QT_TRANSLATE_NOOP("standing", "No centre")
_LOOKING = QT_TRANSLATE_NOOP("standing", "Looking for the centre")
_UNSENT = QT_TRANSLATE_NOOP("standing", "Not at the centre yet: it is on this desk's disk and goes by itself")
_ALL_THERE = QT_TRANSLATE_NOOP("standing", "All there")
_SENT = QT_TRANSLATE_NOOP("standing", "All sent · no centre since {time}")
_NOTHING_WAITS = QT_TRANSLATE_NOOP("standing", "No centre · nothing waits")
_EVERYTHING = QT_TRANSLATE_NOOP("standing", "Everything done here is at the centre, and everything of the centre's is here.")
_ON_ITS_WAY = QT_TRANSLATE_NOOP("standing", "It is on its way to the centre.")
_HEARD = QT_TRANSLATE_NOOP("standing", "The centre answered last at {time}.")
_SLOW = QT_TRANSLATE_NOOP("standing", "The clock of this desk is {minutes} min slow; deadlines go by the centre's.")
_FAST = QT_TRANSLATE_NOOP("standing", "The clock of this desk is {minutes} min fast; deadlines go by the centre's.")
_FAR_SLOW = QT_TRANSLATE_NOOP(
    "standing",
    "The clock of this desk is {days} d {hours} h slow. Please have it set; until then the centre's time counts, not this desk's.",
)
_FAR_FAST = QT_TRANSLATE_NOOP(
    "standing",
    "The clock of this desk is {days} d {hours} h fast. Please have it set; until then the centre's time counts, not this desk's.",
)
_DAYS_SLOW = QT_TRANSLATE_NOOP("standing", "Clock {days} d slow")
_DAYS_FAST = QT_TRANSLATE_NOOP("standing", "Clock {days} d fast")


def light(status: SyncStatus, now: datetime) -> tuple[str, Tone]:
    """Return the few words of the sync light and their tone. None of them says more than is known."""
    if status.light is Light.ALONE:
        return _say(_ALONE), Tone.OK
    if status.total:
        return _say(_FETCHING).format(percent=status.done * 100 // status.total), Tone.MUTED
    waiting = status.waiting
    waits = _say(_WAITS if waiting.count == 1 else _WAIT)
    wait = waits.format(count=waiting.count, time=day_clock(waiting.since, now)) if waiting.count else ""
    if status.attachments:
        attached = _say(_ATTACHMENT if status.attachments == 1 else _ATTACHMENTS).format(count=status.attachments)
        wait = _joined(wait, attached)
    if status.light is Light.NEEDS_YOU:
        return _joined(_say(_NEEDS if status.needs == 1 else _NEED).format(count=status.needs), wait), Tone.OVERDUE
    if status.away in _LOUD:
        return _joined(_say(_NO_CENTRE), wait), Tone.OVERDUE
    if status.away is Away.SIGNED_OUT:
        return _joined(_say(_PASSWORD), wait), Tone.DUE
    if status.clock_far:
        return _joined(_clock(status, _DAYS_SLOW, _DAYS_FAST), wait), Tone.DUE
    if wait:
        return wait, Tone.MUTED if status.away is Away.NONE else Tone.DUE
    if status.away is Away.CONNECTING:
        return _say(_LOOKING), Tone.MUTED
    if status.away is Away.NONE:
        return _say(_ALL_THERE), Tone.OK
    return (_say(_SENT).format(time=clock(status.heard_at)) if status.heard_at else _say(_NOTHING_WAITS)), Tone.DUE


def sentence(status: SyncStatus, now: datetime) -> str:
    """Return in a sentence or more where what is done here is, and what keeps it from the centre."""
    if status.light is Light.ALONE:
        return _say(_ALONE_AT_LENGTH)
    going = status.waiting.count or status.attachments
    said = [_say(_REASONS[status.away] if status.away is not Away.NONE else _ON_ITS_WAY if going else _EVERYTHING)]
    if status.attachments:
        said.append(_say(_BYTES).format(count=status.attachments))
    if status.heard_at:
        said.append(_say(_HEARD).format(time=day_clock(status.heard_at, now)))
    if status.clock_far:
        said.append(_clock(status, _FAR_SLOW, _FAR_FAST))
    elif status.clock_off:
        said.append(_clock(status, _SLOW, _FAST))
    return ("" if language() is Language.ZH else " ").join(said)


def unsent_mark(unsent: bool) -> tuple[Mark, ...]:
    """Return the small sign on a row whose latest change has not reached the centre; none on others."""
    return (Mark("↑", Tone.DUE),) if unsent else ()


def unsent_note(unsent: bool) -> str:
    """Return what the sign means, as a tooltip and aloud; '' on other rows."""
    return _say(_UNSENT) if unsent else ""


def _clock(status: SyncStatus, slow: object, fast: object) -> str:
    """Return by how much the clock is off, in those of the two words that fit."""
    off = abs(status.offset_ms)
    days, hours = divmod(off // 3_600_000, 24)
    return _say(slow if status.offset_ms > 0 else fast).format(minutes=max(1, round(off / 60_000)), days=days, hours=hours)


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))


def _say(source: object) -> str:
    return QCoreApplication.translate("standing", str(source))
