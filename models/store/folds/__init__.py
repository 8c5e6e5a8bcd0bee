"""Folding operations into the rows of the replica: one function for each type of body."""

from __future__ import annotations

from typing import get_args

from models.records import effects
from models.records import outreach as outreach_records
from models.records.admission import Admission
from models.records.discipline import CardStep
from models.records.journal import Body
from models.store.folds import (
    admission,
    alert,
    call,
    caller,
    case,
    catalogue,
    discipline,
    handover,
    knowledge,
    outreach,
    reference,
    search,
    seed,
    whisper,
)
from models.store.folds.context import Fold, FoldContext, Known, Progress, unheard

FOLDS: dict[type, Fold] = {
    **dict.fromkeys(get_args(Body), case.write_down),
    effects.PersonSave: caller.save,
    effects.PersonFlag: caller.flag,
    effects.CallRecord: call.record,
    effects.CallSettled: call.settled,
    effects.CallPlayed: call.played,
    effects.AlertRaise: alert.raised,
    effects.AlertTake: alert.taken,
    effects.WhisperSend: whisper.sent,
    effects.WhisperRead: whisper.read,
    effects.HandoverWrite: handover.written,
    effects.HandoverTake: handover.taken,
    effects.HandoverOverride: handover.overridden,
    effects.PartnerDiscipline: discipline.change,
    **dict.fromkeys(get_args(Admission), admission.admitted),
    **dict.fromkeys(get_args(CardStep), admission.stepped),
    effects.SearchChose: search.chose,
    effects.SearchMissed: search.missed,
    effects.ReferenceImport: reference.bring_in,
    effects.ItemPropose: catalogue.proposed,
    effects.ItemSettle: catalogue.settled,
    effects.ArticleReport: knowledge.reported,
    effects.ArticleSettle: knowledge.settled,
    outreach_records.OutreachPlan: outreach.planned,
    outreach_records.OutreachMove: outreach.moved,
    outreach_records.OutreachCount: outreach.counted,
    outreach_records.OutreachUncount: outreach.taken_back,
    outreach_records.SuggestionNote: outreach.noted,
    outreach_records.SuggestionSettle: outreach.settled,
    effects.StoreSeed: seed.seeded,
}
"""Body → its fold. A body that is not here is kept in the outbox and changes nothing."""

TYPES = frozenset(effects.type_name(body) for body in FOLDS)
"""The operation types that this version folds."""

__all__ = ["FOLDS", "TYPES", "Fold", "FoldContext", "Known", "Progress", "unheard"]
