"""Partners' admission and discipline in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.admission import LicenceRow, PartnerLicence, PartnerMove, PartnerRecheck, PartnerTerms, Scan
from models.records.discipline import CardAppeal, CardHeard, CardRectified, CardRectify, DisciplineRow, Hearing
from models.records.dossier import Concern, Moment, PartnerFigure
from models.records.journal import Complain, Entry, ProposeVeto, Rework, Verify
from models.records.partner import CardLevel, PartnerStage
from widgets.base.moment import day
from widgets.base.words import card_word, entry_words, standing_word

CONCERNS: Mapping[Concern | None, object] = {
    None: QT_TRANSLATE_NOOP("discipline", "All"),
    Concern.COMPLAINT: QT_TRANSLATE_NOOP("discipline", "To verify"),
    Concern.CARD: QT_TRANSLATE_NOOP("discipline", "Cards"),
    Concern.LICENCE: QT_TRANSLATE_NOOP("discipline", "Licence"),
    Concern.RECHECK: QT_TRANSLATE_NOOP("discipline", "Due for re-check"),
    Concern.APPEAL: QT_TRANSLATE_NOOP("discipline", "Appeals"),
}
FIGURES: Mapping[PartnerFigure, object] = {
    PartnerFigure.SENT: QT_TRANSLATE_NOOP("discipline", "Cases {0}"),
    PartnerFigure.UNDER_WAY: QT_TRANSLATE_NOOP("discipline", "under way {0}"),
    PartnerFigure.WAITING: QT_TRANSLATE_NOOP("discipline", "at the desk {0}"),
    PartnerFigure.RESOLVED: QT_TRANSLATE_NOOP("discipline", "resolved {0}"),
    PartnerFigure.UNRESOLVED: QT_TRANSLATE_NOOP("discipline", "closed, not resolved {0}"),
    PartnerFigure.RATED: QT_TRANSLATE_NOOP("discipline", "answered at callback {0}"),
    PartnerFigure.SATISFIED: QT_TRANSLATE_NOOP("discipline", "satisfied {0}"),
}
HEARINGS: Mapping[Hearing, object] = {
    Hearing.UPHELD: QT_TRANSLATE_NOOP("discipline", "upheld: the card stays"),
    Hearing.LOWERED: QT_TRANSLATE_NOOP("discipline", "lowered: the milder card"),
    Hearing.LIFTED: QT_TRANSLATE_NOOP("discipline", "lifted: no card"),
}
FIELDS: Mapping[str, object] = {
    "name": QT_TRANSLATE_NOOP("discipline", "Name"),
    "kind": QT_TRANSLATE_NOOP("discipline", "Kind"),
    "items": QT_TRANSLATE_NOOP("discipline", "Items"),
    "districts": QT_TRANSLATE_NOOP("discipline", "Districts"),
    "hours": QT_TRANSLATE_NOOP("discipline", "Hours"),
    "days": QT_TRANSLATE_NOOP("discipline", "Weekdays"),
    "capacity": QT_TRANSLATE_NOOP("discipline", "Jobs at once"),
    "phone": QT_TRANSLATE_NOOP("discipline", "Telephone"),
    "price": QT_TRANSLATE_NOOP("discipline", "Price"),
    "note": QT_TRANSLATE_NOOP("discipline", "Remark"),
    "licence_no": QT_TRANSLATE_NOOP("discipline", "Business licence"),
    "licence_expires": QT_TRANSLATE_NOOP("discipline", "valid until"),
}


def say(source: object, *figures: object) -> str:
    """Return a sentence of this pane in the language of the interface, with its figures."""
    return QCoreApplication.translate("discipline", str(source)).format(*figures)


def concern_word(concern: Concern | None) -> str:
    """Return the name of a list of partners; None is the list of all."""
    return say(CONCERNS[concern])


def licence_word(licence: LicenceRow, day_now: str) -> str:
    """Return a licence with its last day, and where its scan lies."""
    kind = licence.kind or say(FIELDS["licence_no"])
    if not licence.number:
        return say(QT_TRANSLATE_NOOP("discipline", "{0}: none on file"), kind)
    told = say(QT_TRANSLATE_NOOP("discipline", "{0} {1}, valid until {2}"), kind, licence.number, licence.expires)
    if licence.expires < day_now:
        told += say(QT_TRANSLATE_NOOP("discipline", " (expired)"))
    return f"{told}{_scan(licence.scan)}"


def moment_words(moment: Moment, now: datetime) -> tuple[str, str]:
    """Return (title, detail) of a line of a partner's timeline; the detail may be empty."""
    told = moment.told
    match told:
        case Complain() | ProposeVeto() | Verify() | Rework():
            entry = Entry(op_id=moment.key, case_id=moment.case_id, seq=1, at=moment.at, actor=moment.by, desk="", body=told)
            title, detail = entry_words(entry)
            sealed = say(QT_TRANSLATE_NOOP("discipline", "psychology line (sealed)")) if moment.sealed else ""
            return title, " · ".join(filter(None, (_case(moment), sealed, detail)))
        case DisciplineRow(at=""):
            source = QT_TRANSLATE_NOOP("discipline", "Came with the table of partners: {0}")
            return say(source, _card(told.level)), say(QT_TRANSLATE_NOOP("discipline", "no verdict of this desk; the partner may appeal"))
        case DisciplineRow():
            source = QT_TRANSLATE_NOOP("discipline", "Verdict: {0}") if told.change > 0 else _TAKEN_BACK
            return say(source, _card(told.level)), _case(moment)
        case PartnerMove() | PartnerLicence() | PartnerTerms() | PartnerRecheck():
            return _admission(told, now)
        case CardRectify():
            return say(QT_TRANSLATE_NOOP("discipline", "To be put right by {0}"), day(told.due, now)), told.words
        case CardRectified():
            return say(QT_TRANSLATE_NOOP("discipline", "What was put right is accepted")), told.words
        case CardAppeal():
            return say(QT_TRANSLATE_NOOP("discipline", "The partner appeals")), told.words
        case CardHeard():
            title = say(QT_TRANSLATE_NOOP("discipline", "Appeal heard, {0}"), say(HEARINGS[told.decision]))
            return title, " · ".join((say(QT_TRANSLATE_NOOP("discipline", "card now: {0}"), _card(told.level)), told.words))


_TAKEN_BACK = QT_TRANSLATE_NOOP("discipline", "Verdict taken back; card now: {0}")


def _admission(told: PartnerMove | PartnerLicence | PartnerTerms | PartnerRecheck, now: datetime) -> tuple[str, str]:
    match told:
        case PartnerMove():
            title = say(QT_TRANSLATE_NOOP("discipline", "{0} from {1} on"), stage_word(told.stage), day(told.since, now))
            signed = say(QT_TRANSLATE_NOOP("discipline", "agreement {0}"), told.agreement) if told.agreement else ""
            return title, " · ".join(filter(None, (signed, told.reason)))
        case PartnerLicence(withdrawn=True):
            return say(QT_TRANSLATE_NOOP("discipline", "Licence withdrawn: {0}"), told.kind), told.number
        case PartnerLicence():
            title = say(QT_TRANSLATE_NOOP("discipline", "Licence: {0}, valid until {1}"), told.kind, told.expires)
            return title, f"{told.number}{_scan(told.scan)}"
        case PartnerTerms():
            changes = " · ".join(f"{say(FIELDS[c.field])}: {c.before or '–'} → {c.after or '–'}" for c in told.changes if c.field in FIELDS)
            return say(QT_TRANSLATE_NOOP("discipline", "Agreed anew")), " · ".join(filter(None, (told.reason, changes))) + _scan(told.scan)
        case PartnerRecheck():
            due = say(QT_TRANSLATE_NOOP("discipline", "again on {0}"), told.due) if told.due else ""
            return say(QT_TRANSLATE_NOOP("discipline", "Looked at again")), " · ".join(filter(None, (told.found, due)))


def stage_word(stage: PartnerStage) -> str:
    """Return a stage with its first letter as a sentence begins."""
    word = standing_word(stage)
    return word[:1].upper() + word[1:]


def _card(level: CardLevel) -> str:
    return say(QT_TRANSLATE_NOOP("discipline", "none")) if level is CardLevel.NONE else card_word(level)


def _case(moment: Moment) -> str:
    return say(QT_TRANSLATE_NOOP("discipline", "case {0}"), moment.case_no) if moment.case_no else ""


def _scan(scan: Scan | None) -> str:
    if scan is None:
        return ""
    told = QT_TRANSLATE_NOOP("discipline", "scan {0} ({1} kB), taken in at desk {2}")
    return " · " + say(told, scan.name, max(1, scan.size // 1024), scan.desk or "–")
