"""What the journal says of who answers for a case, and of its place in the lists."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.journal import Entry, HandOver, Prioritise, Reassign, TakeOver

MOVES = (TakeOver, Reassign, HandOver, Prioritise)
"""The bodies that these words are for."""

_TAKEN = QT_TRANSLATE_NOOP("words", "Taken over: No. {0} answers for it")
_GIVEN = QT_TRANSLATE_NOOP("words", "Given to No. {0}, who answers for it")
_HANDED = QT_TRANSLATE_NOOP("words", "Handed over: nobody answers for it so far")
_FIRST = QT_TRANSLATE_NOOP("words", "Put first in the lists")
_NOT_FIRST = QT_TRANSLATE_NOOP("words", "No longer put first")
_FROM = QT_TRANSLATE_NOOP("words", "from No. {0}")
_HERE = QT_TRANSLATE_NOOP("words", "accepted here by No. {0}, by word of mouth")


def move_words(entry: Entry) -> tuple[str, str]:
    """Return (title, detail) of an entry whose body is one of ``MOVES``; the detail may be empty."""
    detail: tuple[str, ...]
    match entry.body:
        case TakeOver(seen=seen, second=second):
            title, detail = _say(_TAKEN).format(second or entry.actor), (_from(seen), _say(_HERE).format(second) if second else "")
        case Reassign(seen=seen, to=to, reason=reason):
            title, detail = _say(_GIVEN).format(to), (_from(seen), reason)
        case HandOver(seen=seen, note=note):
            title, detail = _say(_HANDED), (_from(seen), note)
        case Prioritise(reason=reason, raised=raised):
            title, detail = _say(_FIRST if raised else _NOT_FIRST), (reason,)
        case _:
            title, detail = "", ()
    return title, " · ".join(filter(None, detail))


def _from(owner: int) -> str:
    return _say(_FROM).format(owner) if owner else ""


def _say(source: object) -> str:
    return QCoreApplication.translate("words", str(source))
